// Turns outputs of the program into the data of the page, to develop and test with. The program writes the same itself.
//   node tests/make-data.mjs OUTPUTS REPORTS FOLDER     a dataset, with pictures of its pages
//   node tests/make-data.mjs --many 5000 FOLDER         a large one that is made up
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { write } from "../join.mjs";
import { many } from "./many.mjs";

/** Cells of a CSV table as objects. @param {string} text */
export function rows(text) {
  const all = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const row = all[all.length - 1];
    const letter = text[at];
    if (letter === '"') {
      if (quoted && text[at + 1] === '"') {
        row[row.length - 1] += '"';
        at += 1;
      } else quoted = !quoted;
    } else if (quoted) row[row.length - 1] += letter;
    else if (letter === ",") row.push("");
    else if (letter === "\n") all.push([""]);
    else row[row.length - 1] += letter;
  }
  const [head, ...rest] = all.filter((row) => row.length > 1 || row[0] !== "");
  return rest.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

/** @param {string} text */
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const place = ({ page, box }) => [page, ...box];
const range = (text) => (text ? text.split(" | ").map(Number) : null);

/** Writes a value as the script that hands it over. */
export function put(folder, name, value) {
  const path = join(folder, "report", `${name}.js`);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, `ingest(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
}

const FIELDS = [
  "title",
  "label",
  "alt_titles",
  "acronym",
  "theme",
  "job_families",
  "departments",
  "country",
  "rncp_levels",
  "certification_codes",
  "hours",
];

function detailOf(job, links) {
  const fields = FIELDS.flatMap((name) => {
    const raw = job[name];
    const values = (Array.isArray(raw) ? raw : raw === null ? [] : [raw]).map((value) =>
      name === "hours" ? `${value.value}:${value.what}` : String(value),
    );
    if (values.length === 0 || (name === "label" && job.label === job.title)) return [];
    const where = (job.where[name] ?? []).map((one) => ({ item: one.item ?? null, place: place(one) }));
    return [
      {
        name,
        list: Array.isArray(raw),
        values,
        where,
        confidence: job.confidences?.[name] ?? null,
        why: [],
        corrected: false,
        before: null,
      },
    ];
  });
  if (job.opinion) {
    const where = job.opinion.where.map((one) => ({ item: null, place: place(one) }));
    fields.push({
      name: "opinion",
      list: false,
      values: [`${job.opinion.relevance}`, `${job.opinion.transposability}`],
      where,
      confidence: job.confidences?.opinion ?? null,
      why: [],
      corrected: false,
      before: null,
    });
  }
  for (const one of job.fields)
    fields.push({
      name: `fields.${one.name}`,
      list: false,
      values: [one.value],
      where: one.where.map((where) => ({ item: null, place: place(where) })),
      confidence: null,
      why: [],
      corrected: false,
      before: null,
    });
  const sections = job.sections.map((section) => ({
    key: section.key,
    heading: section.heading,
    items: section.items,
    where: section.where.map(place),
    itemsWhere: (section.items_where ?? []).map((items) => items.map(place)),
    confidence: job.confidences?.[`sections.${section.key}`] ?? null,
    why: [],
    corrected: false,
    before: null,
  }));
  return {
    jobId: job.job_id,
    occupation: job.occupation_id,
    parent: job.parent,
    fields,
    sections,
    notes: (job.notes ?? []).map((note) => ({
      kind: note.kind,
      text: note.text,
      where: (note.where ?? []).map(place),
    })),
    tables: job.table
      ? [
          {
            columns: job.table.columns,
            rows: Object.entries(job.table.rows).map(([label, cells]) => ({ label, cells })),
          },
        ]
      : [],
    qualifications: (job.qualifications ?? []).map((one) => ({
      text: one.text,
      name: one.named[0]?.name ?? one.named[0]?.kind ?? null,
      level: one.named[0]?.level ?? null,
    })),
    links: links
      .filter((link) => link.a === job.job_id || link.b === job.job_id)
      .map((link) => ({
        other: link.a === job.job_id ? link.b : link.a,
        relation: link.relation,
        score: link.score,
        evidence: link.evidence,
      })),
  };
}

function pagesOf(pdf, number, folder) {
  const sizes = execFileSync("pdfinfo", ["-f", "1", "-l", "999", pdf], { encoding: "utf8" });
  const pages = {};
  for (const [, page, width, height] of sizes.matchAll(/Page\s+(\d+) size:\s+([\d.]+) x ([\d.]+)/g))
    pages[page] = { width: Number(width), height: Number(height), picture: null };
  const target = join(folder, "report/pages");
  mkdirSync(target, { recursive: true });
  execFileSync("pdftoppm", ["-jpeg", "-r", "80", pdf, join(target, `${number}`)]);
  for (const name of readdirSync(target)) {
    const match = name.match(new RegExp(`^${number}-0*(\\d+)\\.jpg$`));
    if (!match || !pages[match[1]]) continue;
    // The browser looks at the bytes, not at the name.
    renameSync(join(target, name), join(target, `${number}-${match[1]}.webp`));
    pages[match[1]].picture = `pages/${number}-${match[1]}.webp`;
  }
  return pages;
}

/** The data of a dataset that the program wrote. */
export function convert(outputs, reports, folder) {
  const read = (name) => rows(readFileSync(join(outputs, `${name}.csv`), "utf8"));
  const dataset = JSON.parse(readFileSync(join(outputs, "jobs.json"), "utf8"));
  const places = new Map(dataset.jobs.map((job, at) => [job.record_id, at]));
  const sources = new Map(dataset.sources.map((source, at) => [source.file, at]));
  const issues = read("issues")
    .sort((a, b) => "ewi".indexOf(a.severity[0]) - "ewi".indexOf(b.severity[0]))
    .map((issue) => ({
      severity: issue.severity,
      code: issue.code,
      source: sources.get(issue.file) ?? 0,
      page: issue.page ? Number(issue.page) : null,
      job: places.get(issue.record_id) ?? null,
      field: issue.field || null,
      message: issue.message,
      hint: issue.hint || null,
      settled: "",
    }));
  const changes = read("changes").map((change) => ({
    kind: change.change,
    job: dataset.jobs.findIndex(
      (job) => job.job_id === change.job_id && (!change.edition_after || job.edition === change.edition_after),
    ),
    jobId: change.job_id,
    title: change.title,
    previousTitle: change.previous_title || null,
    field: change.field,
    before: change.before || null,
    after: change.after || null,
    similarity: Number(change.similarity),
    pagesBefore: range(change.pages_before),
    pagesAfter: range(change.pages_after),
    editionBefore: change.edition_before || null,
    editionAfter: change.edition_after || null,
  }));
  for (const change of changes) if (change.job === -1) change.job = null;
  const names = new Intl.DisplayNames(["fr"], { type: "region", fallback: "code" });
  const english = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });
  const country = (code) =>
    /^[A-Z]{2}$/.test(code)
      ? { fr: names.of(code), en: english.of(code) }
      : { fr: code === "world" ? "Monde" : code, en: code === "world" ? "World" : code };
  const codes = [...new Set(dataset.jobs.map((job) => job.country).filter(Boolean))];
  const leftover = read("leftover");
  dataset.sources.forEach((source, at) => {
    const pdf = join(reports, source.file);
    const items = leftover
      .filter((one) => one.file === source.file)
      .map((one) => ({
        place: one.page ? [one.page, one.x0, one.y0, one.x1, one.y1].map(Number) : null,
        text: one.text,
        near: places.get(one.near_record) ?? null,
      }));
    put(folder, `documents/${at}`, { pages: existsSync(pdf) ? pagesOf(pdf, at, folder) : {}, leftover: items });
  });
  const index = {
    format: 1,
    generator: dataset.generator,
    digest: "develop",
    sources: dataset.sources.map((source, at) => ({
      id: source.source_id,
      file: source.file,
      href: source.file,
      title: source.title,
      publisher: source.publisher,
      collection: source.collection,
      edition: source.edition,
      status: source.status,
      message: source.message,
      pages: source.pages,
      jobs: source.jobs,
      coverage: source.coverage
        ? {
            records: source.coverage.records,
            notes: source.coverage.notes,
            furniture: source.coverage.furniture,
            leftOver: source.coverage.left_over,
          }
        : null,
      url: source.url,
      licence: source.licence,
      copyOf: source.copy_of,
      document: at,
    })),
    jobs: dataset.jobs.map((job, at) => ({
      id: job.record_id,
      source: sources.get(job.file),
      pages: job.pages,
      kind: job.kind,
      title: job.title,
      label: job.label,
      theme: job.theme,
      families: job.job_families,
      departments: job.departments,
      country: job.country,
      levels: job.rncp_levels,
      codes: job.certification_codes,
      edition: job.edition,
      collection: job.collection,
      opinion: job.opinion ? [job.opinion.relevance, job.opinion.transposability] : null,
      sections: job.sections.map((section) => section.key),
      confidence: job.confidence,
      empty: job.issues.filter((code) => /^(section|field)-missing:/.test(code)).map((code) => code.split(":")[1]),
      issues: issues.flatMap((issue, place) => (issue.job === at ? [place] : [])),
      corrected: 0,
      changes: changes.flatMap((change, place) => (change.job === at ? [place] : [])),
    })),
    jobsPerChunk: 50,
    jobsPerText: 500,
    occupations: read("occupations")
      .filter((one) => Number(one.records_count) > 1)
      .map((one) => one.records.split(" | ")),
    issues,
    issuesLeftOut: 0,
    changes,
    changesLeftOut: 0,
    countries: Object.fromEntries(codes.map((code) => [code, country(code)])),
    pictures: "all",
    correctionsFile: "inputs/corrections.csv",
  };
  const details = dataset.jobs.map((job) => detailOf(job, dataset.links));
  for (const issue of issues) {
    if (issue.code !== "unsure" || issue.job === null) continue;
    const why = issue.message.replace(/^.*?\([\d.]+\): /, "").split("; ");
    const detail = details[issue.job];
    const of = issue.field?.startsWith("sections.")
      ? detail.sections.find((one) => `sections.${one.key}` === issue.field)
      : detail.fields.find((one) => one.name === issue.field);
    if (of) of.why = why;
  }
  for (let at = 0; at < details.length; at += 50) put(folder, `jobs/${at / 50}`, details.slice(at, at + 50));
  const texts = dataset.jobs.map((job) =>
    fold(
      [
        job.title,
        ...job.alt_titles,
        job.acronym ?? "",
        job.theme ?? "",
        ...job.certification_codes,
        ...job.sections.flatMap((one) => [one.heading, one.text]),
      ].join(" "),
    ),
  );
  for (let at = 0; at < texts.length; at += 500) put(folder, `texts/${at / 500}`, texts.slice(at, at + 500));
  put(folder, "index", index);
  write(folder);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first, second, folder] = process.argv.slice(2);
  rmSync(folder, { recursive: true, force: true });
  if (first === "--many") {
    for (const [name, value] of many(Number(second))) put(folder, name, value);
    write(folder);
  } else convert(first, second, folder);
}
