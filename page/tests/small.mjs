// A small dataset that has everything once. With `evil`, its texts try to run something.

export const EVIL = [
  "<script>window.pwned = 1</script>",
  '"><img src=x onerror="window.pwned = 2">',
  "javascript:window.pwned=3",
  "\u202eesrever\u202c <svg onload=window.pwned=4>",
  "</script><script>window.pwned = 5</script>",
  "' onmouseover='window.pwned=6",
  "__proto__",
];

/** A picture of one white point. */
export const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC",
  "base64",
);

/** The scripts of it: name and value. @param {boolean} evil */
export function small(evil = false) {
  let turn = 0;
  const text = (calm) => (evil ? `${EVIL[turn++ % EVIL.length]} ${calm}` : calm);
  const value = (name, values, where, more = {}) => ({
    name,
    list: values.length > 1,
    values,
    where,
    confidence: 0.97,
    why: [],
    corrected: false,
    before: null,
    ...more,
  });
  const box = (item, ...place) => ({ item, place });
  const section = (key, items, page, top, more = {}) => ({
    key,
    heading: key.toUpperCase(),
    items,
    where: [[page, 60, top, 300, top + 20 * items.length]],
    itemsWhere: items.length > 1 ? items.map((_, at) => [[page, 60, top + 20 * at, 300, top + 20 * at + 16]]) : [],
    confidence: 0.96,
    why: [],
    corrected: false,
    before: null,
    ...more,
  });
  const ids = ["ancien/veilleur", "nouveau/veilleur", "nouveau/guide-de-lumiere"];
  const titles = [text("Veilleur de sommeil"), text("Veilleur de sommeil"), text("Guide de lumière")];
  const details = ids.map((id, at) => ({
    jobId: `panorama/${id.split("/")[1]}`,
    occupation: null,
    parent: null,
    fields: [
      value("title", [titles[at]], [box(null, 3, 60, 50, 300, 74)]),
      value("theme", [text("Soigner autrement")], [box(null, 3, 60, 80, 200, 92)]),
      value(
        "departments",
        [text("Direction des soins"), text("Direction générale")],
        [box(0, 3, 60, 96, 160, 106), box(1, 3, 165, 96, 260, 106)],
      ),
      value("hours", ["1800:theory", "900:placement"], [box(0, 4, 60, 40, 100, 50)]),
      value("relevance", ["0.75"], [box(null, 4, 320, 500, 330, 510)]),
      value("transposability", ["0.45"], [box(null, 4, 320, 500, 330, 510)]),
      value(evil ? "fields.constructor" : "fields.Salaire", [text("1 900 €")], [box(null, 4, 60, 60, 120, 72)]),
    ],
    sections: [
      section(
        "missions",
        [text("Établir un carnet de nuit."), text("Négocier les horaires."), text("Former les équipes.")],
        3,
        140,
      ),
      section(
        "training",
        [text(at === 0 ? "Deux ans, dont 900 heures de stage." : "Deux ans, dont 1 050 heures de stage.")],
        4,
        200,
        at === 2 ? { confidence: 0.62, why: [text("it goes over columns or pages")] } : {},
      ),
      section(
        "lieux-d-exercice",
        [text("Hôpital.")],
        4,
        300,
        at === 0 ? { corrected: true, before: text("Hopital.") } : {},
      ),
    ],
    notes: [{ kind: "source", text: text("Source : enquête."), where: [] }],
    tables: [
      {
        columns: [text("Aujourd’hui"), text("Demain")],
        rows: [{ label: text("Rôle"), cells: [[text("Veiller")], [text("Prévenir")]] }],
      },
    ],
    qualifications: [{ text: text("Un master est demandé."), name: text("Master"), level: 7 }],
    links: [{ other: "guide/veilleur-de-nuit", relation: "close", score: 0.61, evidence: text("veille") }],
  }));
  const issues = [
    {
      severity: "error",
      code: "page-unreadable",
      source: 1,
      page: 2,
      job: null,
      field: null,
      // Longer than a narrow window without a blank, as leaders of tables of contents are.
      message: text(`page 2 cannot be read: ${".".repeat(120)}`),
      hint: text("fetch the file again, and look at it with `ingest inspect`"),
      confidence: null,
      why: null,
      settled: "",
    },
    {
      severity: "warning",
      code: "section-missing",
      source: 1,
      page: 3,
      job: 1,
      field: "outlook",
      message: text("“Veilleur de sommeil”: section missing: outlook"),
      hint: null,
      confidence: null,
      why: null,
      settled: "",
    },
    {
      severity: "warning",
      code: "unsure",
      source: 1,
      page: 5,
      job: 2,
      field: "sections.training",
      message: text("“Guide de lumière”: sections.training is unsure (0.62): it goes over columns or pages"),
      hint: "compare it with the page; correct it in corrections.csv if it is wrong",
      confidence: 0.62,
      why: text("it goes over columns or pages"),
      settled: "",
    },
    {
      severity: "info",
      code: "licence-missing",
      source: 1,
      page: null,
      job: null,
      field: null,
      message: "the licence of its text is not known",
      hint: null,
      confidence: null,
      why: null,
      settled: "",
    },
  ];
  // Of no document: it is told, not shown on a page.
  issues.push({
    severity: "info",
    code: "correction-orphan",
    source: null,
    page: null,
    job: null,
    field: null,
    message: text("no such job"),
    hint: null,
    settled: "",
  });
  const change = (kind, job, field, before, after) => ({
    kind,
    job,
    jobId: `panorama/${ids[job].split("/")[1]}`,
    title: titles[job],
    previousTitle: null,
    field,
    before,
    after,
    similarity: 0.9,
    pagesBefore: [3, 3],
    pagesAfter: [3, 4],
    editionBefore: "2026-03",
    editionAfter: "2027-03",
    cause: kind === "changed" ? "version" : "report",
  });
  const changes = [
    change(
      "changed",
      1,
      "sections.training",
      text("Deux ans, dont 900 heures de stage."),
      text("Deux ans, dont 1 050 heures de stage."),
    ),
    change("added", 2, "", null, null),
    change("changed", 1, "hours", "1800:theory | 800:placement", "1800:theory | 900:placement"),
  ];
  const source = (id, edition, at, more) => ({
    id,
    file: `${id}.pdf`,
    href: evil ? "javascript:window.pwned=7" : `${id}.pdf`,
    title: text("Panorama"),
    publisher: text("Éditeur"),
    collection: "panorama",
    edition,
    status: "ok",
    message: null,
    pages: 6,
    jobs: 1,
    coverage: { records: 0.9, notes: 0.02, furniture: 0.03, leftOver: at === 0 ? 0.01 : 0.05 },
    url: evil ? "javascript:window.pwned=8" : "https://example.org/panorama",
    licence: text("CC BY"),
    copyOf: null,
    document: at,
    ...more,
  });
  const pages = (at) =>
    Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((page) => [
        page,
        { width: 595, height: 842, picture: page === 3 ? `pages/${at}-3.webp` : null },
      ]),
    );
  const jobs = ids.map((id, at) => ({
    id,
    source: at === 0 ? 0 : 1,
    pages: at === 2 ? [5, 5] : [3, 4],
    kind: "job",
    title: titles[at],
    label: titles[at],
    theme: text("Soigner autrement"),
    families: [text("Soins")],
    departments: [text("Direction des soins")],
    country: at === 2 ? "NO" : "DE",
    levels: [7],
    codes: at === 2 ? ["RNCP34963"] : [],
    edition: at === 0 ? "2026-03" : "2027-03",
    collection: "panorama",
    opinion: [0.75 - at / 2, 0.45 - at / 3],
    sections: ["missions", "training", "lieux-d-exercice"],
    confidence: at === 2 ? 0.62 : 0.96,
    empty: at === 1 ? ["outlook"] : [],
    issues: at === 0 ? [] : [at],
    corrected: at === 0 ? 1 : 0,
    changes: at === 1 ? [0, 2] : at === 2 ? [1] : [],
  }));
  const texts = details.map((detail) =>
    [...detail.fields.flatMap((one) => one.values), ...detail.sections.flatMap((one) => one.items)].join("\n"),
  );
  const index = {
    format: 1,
    generator: "ingest 0.1.0",
    language: "en",
    digest: evil ? "evil" : "small",
    sources: [
      source("ancien", "2026-03", 0, {}),
      source("nouveau", "2027-03", 1, { jobs: 2 }),
      source("scan", null, null, {
        status: "needs-ocr",
        message: "no text layer; install tesseract",
        coverage: null,
        jobs: 0,
        title: null,
        url: null,
      }),
    ],
    jobs,
    jobsPerChunk: 2,
    jobsPerText: 2,
    occupations: [["nouveau/veilleur", "ancien/veilleur"]],
    issues,
    issuesLeftOut: 2,
    changes,
    changesLeftOut: 1,
    countries: { DE: { fr: "Allemagne", en: "Germany" }, NO: { fr: text("Norvège"), en: "Norway" } },
    pictures: "jobs",
    correctionsFile: "../inputs/corrections.csv",
  };
  const leftover = [
    { place: [1, 60, 300, 400, 330], text: text("Panorama des métiers"), near: null },
    { place: [4, 60, 700, 400, 730], text: text("Une phrase perdue."), near: 1 },
    { place: null, text: text("Sans place."), near: null },
  ];
  return [
    ["jobs/0", details.slice(0, 2)],
    ["jobs/1", details.slice(2)],
    ["texts/0", texts.slice(0, 2)],
    ["texts/1", texts.slice(2)],
    ["documents/0", { pages: pages(0), leftover: [] }],
    ["documents/1", { pages: pages(1), leftover }],
    ["index", index],
  ];
}
