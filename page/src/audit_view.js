/** Leads through the jobs of a sample, field by field. */
import { Audit, sampleOf, VERDICTS } from "./audit.js";
import { loadDocument, loadJob } from "./load.js";
import { h, icon, replace, words } from "./dom.js";
import { entriesOfJob, pagesOf } from "./entries.js";
import { keep, kept, keptName } from "./kept.js";
import { fieldName, language, t } from "./language.js";
import { download, notice, opinionChart, valuesOf } from "./pieces.js";
import { fragmentOf, valueAt } from "./route.js";
import { pagesText, percent } from "./text.js";
import { outlinesOf, viewerOf } from "./viewer.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").View} View */
/** @typedef {import("./route.js").Route} Route */

/**
 * @param {Audit} audit
 */
function ratesTable(audit) {
  const rows = audit
    .rates()
    .map(({ field, tries, wrong, unclear, interval }) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, field === "" ? t("allFields") : fieldName(field)),
        h("td", { class: "number" }, tries),
        h("td", { class: "number" }, wrong),
        h("td", { class: "number" }, unclear),
        h("td", { class: "number" }, interval ? percent(wrong / tries, language(), 1) : "–"),
        h(
          "td",
          { class: "number" },
          interval ? `${percent(interval[0], language(), 1)} – ${percent(interval[1], language(), 1)}` : "–",
        ),
      ),
    );
  const column = (/** @type {string} */ label) => h("th", { scope: "col", class: "number" }, label);
  return h(
    "table",
    { class: "small-table" },
    h("caption", {}, t("errorRates")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, t("field")),
        column(t("answers")),
        column(t("verdict_wrong")),
        column(t("verdict_unclear")),
        column(t("errorRate")),
        column(t("interval")),
      ),
    ),
    h("tbody", {}, ...rows),
  );
}

/**
 * @param {App} app
 * @param {Route} route
 * @param {HTMLElement} main
 * @returns {View}
 */
export function auditView(app, route, main) {
  const place = keptName("sample", app.index.digest);
  const store = { read: () => kept(place), write: (/** @type {string} */ text) => keep(place, text) };
  const sample = sampleOf(valueAt(route, "seed"), valueAt(route, "jobs"), store);
  if (!sample || sample.jobs.length === 0) {
    replace(main, h("div", { class: "narrow" }, h("h1", {}, t("audit")), notice(t("noAudit"))));
    return { title: t("audit") };
  }
  const name = keptName("audit", app.index.digest);
  const audit = new Audit({ read: () => kept(name), write: (text) => keep(name, text) });
  const jobs = sample.jobs.filter((place) => app.index.jobs[place]);
  const at = Math.min(jobs.length - 1, Math.max(0, Number(valueAt(route, "at") ?? 1) - 1));
  const job = app.index.jobs[jobs[at]];
  const source = app.index.sources[job.source];
  const columns = h("div", { class: "job-columns", "data-shown": "text" }, h("p", { class: "quiet" }, t("loading")));
  const rates = h("section", { class: "part", "aria-label": t("errorRates") });
  const progress = h("p", { class: "count" });
  const update = () => {
    replace(
      rates,
      h("div", { class: "table-frame", tabindex: 0, role: "group", "aria-label": t("errorRates") }, ratesTable(audit)),
    );
    const done = jobs.filter((place) =>
      [...audit.answers.keys()].some((key) => key.startsWith(`${app.index.jobs[place].id}\n`)),
    ).length;
    progress.textContent = t("auditProgress", { at: at + 1, total: jobs.length, done, n: audit.answers.size });
  };
  const step = (
    /** @type {number} */ to,
    /** @type {"left" | "right"} */ drawing,
    /** @type {"previousJob" | "nextJob"} */ label,
  ) =>
    to < 0 || to >= jobs.length
      ? null
      : h(
          "a",
          { class: "button", href: fragmentOf("audit", { at: to + 1 }) },
          drawing === "left" && icon("left"),
          t(label),
          drawing === "right" && icon("right"),
        );
  replace(
    main,
    h(
      "header",
      { class: "job-head" },
      h(
        "div",
        { class: "view-head" },
        h("div", {}, h("h1", {}, t("audit"), " · ", words(job.label)), progress),
        h(
          "div",
          { class: "check-acts" },
          step(at - 1, "left", "previousJob"),
          step(at + 1, "right", "nextJob"),
          h(
            "button",
            { type: "button", onclick: () => download("audit.csv", audit.text()) },
            icon("save"),
            t("downloadAudit"),
          ),
        ),
      ),
      h(
        "p",
        { class: "facts" },
        words(source.file),
        h("span", {}, pagesText(job.pages)),
        h("a", { href: fragmentOf("job", { job: job.id }) }, t("openJob")),
        h("span", {}, t("auditSeed", { seed: sample.seed })),
      ),
    ),
    columns,
    rates,
  );
  update();
  /** @type {View} */
  const view = { title: t("audit"), keys: {} };
  Promise.all([loadJob(app.index, jobs[at]), loadDocument(app.index, job.source).catch(() => null)])
    .then(([detail, document]) => {
      if (columns.isConnected) Object.assign(view, fieldsPart(app, jobs[at], detail, document, columns, audit, update));
    })
    .catch((error) => replace(columns, notice(t("fileMissing", { file: error.message }))));
  return view;
}

/**
 * @param {App} app
 * @param {number} place
 * @param {import("./data.d.ts").JobDetail} detail
 * @param {import("./data.d.ts").Document | null} document
 * @param {HTMLElement} columns
 * @param {Audit} audit
 * @param {() => void} answered
 * @returns {Partial<View>}
 */
function fieldsPart(app, place, detail, document, columns, audit, answered) {
  const job = app.index.jobs[place];
  const source = app.index.sources[job.source];
  const entries = entriesOfJob(job, detail);
  const light = (/** @type {string | null} */ name) => {
    viewer.light(name);
    rows.forEach((row, at) => {
      row.element.classList.toggle("lit", String(at) === name);
    });
  };
  const viewer = viewerOf(app, source, {
    document,
    pages: pagesOf(job, entries),
    outlines: outlinesOf(entries),
    onLight: light,
    onChoose: (name) => rows[Number(name)]?.element.focus(),
  });
  const rows = entries.map((entry, at) => {
    const note = h("input", {
      type: "text",
      "aria-label": t("noteOn", { field: fieldName(entry.name) }),
      placeholder: t("note"),
    });
    note.value = audit.of(job.id, entry.name)?.note ?? "";
    const buttons = VERDICTS.map((verdict) =>
      h("button", { type: "button", value: verdict, onclick: () => answer(verdict) }, t(`verdict_${verdict}`)),
    );
    const update = () => {
      const now = audit.of(job.id, entry.name)?.verdict;
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === now));
      element.dataset.verdict = now ?? "";
    };
    const answer = (/** @type {"right" | "wrong" | "unclear"} */ verdict) => {
      const same = audit.of(job.id, entry.name)?.verdict === verdict;
      audit.put(job.id, entry.name, same ? null : { verdict, note: note.value.trim() });
      update();
      answered();
    };
    note.addEventListener("change", () => {
      const now = audit.of(job.id, entry.name);
      if (now) audit.put(job.id, entry.name, { ...now, note: note.value.trim() });
    });
    const values =
      entry.name === "opinion" && job.opinion ? opinionChart(job.opinion) : valuesOf(app, entry.name, entry.texts);
    const id = `audit-${at}`;
    const element = h(
      "section",
      { class: "entry", "aria-labelledby": id, tabindex: -1 },
      h(
        "header",
        { class: "entry-head" },
        h("span", { class: entry.number ? "tag" : "tag tag-none" }, entry.number || ""),
        h("h2", { id }, h("bdi", {}, fieldName(entry.name))),
      ),
      h(
        "div",
        { class: "entry-body" },
        values,
        h("div", { class: "audit-acts", role: "group", "aria-labelledby": id }, ...buttons, note),
      ),
    );
    const show = () => {
      light(String(at));
      viewer.show(String(at));
    };
    element.addEventListener("focusin", show);
    element.addEventListener("pointerenter", () => light(String(at)));
    update();
    return { element, answer };
  });
  replace(
    columns,
    h("div", { class: "job-text" }, ...rows.map((row) => row.element)),
    h("aside", { class: "job-pages", "aria-label": t("pagesOfJob") }, viewer.element),
  );
  let at = -1;
  const current = () => rows.findIndex((row) => row.element.contains(globalThis.document.activeElement));
  const go = (/** @type {number} */ by) => () => {
    const now = current();
    at = Math.max(0, Math.min(rows.length - 1, (now < 0 ? at : now) + by));
    rows[at]?.element.focus();
  };
  const set = (/** @type {"right" | "wrong" | "unclear"} */ verdict) => () => {
    const now = current();
    if (now < 0) return;
    rows[now].answer(verdict);
    rows[Math.min(rows.length - 1, now + 1)].element.focus();
  };
  return { keys: { j: go(1), k: go(-1), 1: set("right"), 2: set("wrong"), 3: set("unclear") } };
}
