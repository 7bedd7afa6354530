/** What else is known of a job: tables, qualifications, links, notes, changes, the same occupation elsewhere. */
import { shownValue } from "./app.js";
import { h, replace, words } from "./dom.js";
import { difference } from "./difference.js";
import { currentText, entriesOfJob } from "./entries.js";
import { called, fieldName, language, t } from "./language.js";
import { loadJob } from "./load.js";
import { differenceOf, valuesOf } from "./pieces.js";
import { fragmentOf } from "./route.js";
import { pagesText, percent } from "./text.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./data.d.ts").Change} Change */
/** @typedef {import("./data.d.ts").JobDetail} JobDetail */
/** @typedef {import("./entries.js").Entry} Entry */

/**
 * @param {string} title
 * @param {string} id
 * @param {...import("./dom.js").Child} content
 */
function part(title, id, ...content) {
  return h("section", { class: "part", "aria-labelledby": id }, h("h2", { id }, title), ...content);
}

/**
 * @param {JobDetail} detail
 */
export function tablesPart(detail) {
  if (detail.tables.length === 0) return null;
  const tables = detail.tables.map((table) => {
    const head = h("tr", {}, h("td"), ...table.columns.map((column) => h("th", { scope: "col" }, words(column))));
    const rows = table.rows.map((row) => {
      const cells = row.cells.map((cell) => h("td", {}, ...cell.map((text) => h("p", {}, words(text)))));
      return h("tr", {}, h("th", { scope: "row" }, words(row.label)), ...cells);
    });
    return h(
      "div",
      { class: "table-frame", tabindex: 0, role: "group", "aria-label": t("comparisonTable") },
      h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows)),
    );
  });
  return part(t("comparisonTable"), "part-tables", ...tables);
}

/**
 * @param {JobDetail} detail
 */
export function qualificationsPart(detail) {
  if (detail.qualifications.length === 0) return null;
  const items = detail.qualifications.map((one) =>
    h(
      "li",
      {},
      one.name ? h("strong", {}, words(one.name)) : null,
      one.level ? h("span", { class: "mark" }, t("level", { level: one.level })) : null,
      h("p", { class: "document", lang: "fr" }, words(one.text)),
    ),
  );
  return part(t("qualifications"), "part-qualifications", h("ul", { class: "plain-list" }, ...items));
}

/**
 * @param {App} app
 * @param {JobDetail} detail
 */
export function linksPart(app, detail) {
  if (detail.links.length === 0) return null;
  const items = detail.links.map((link) => {
    // A link names the job; its records end alike.
    const slug = link.other.slice(link.other.indexOf("/") + 1);
    const collection = link.other.slice(0, link.other.indexOf("/"));
    const other = app.index.jobs.find((job) => job.collection === collection && job.id.endsWith(`/${slug}`));
    const name = other
      ? h("a", { href: fragmentOf("job", { job: other.id }) }, words(other.label))
      : h("span", {}, words(link.other));
    return h(
      "li",
      {},
      h("span", { class: "mark" }, called("relation", link.relation)),
      " ",
      name,
      h("span", { class: "quiet" }, ` ${collection} · ${percent(link.score, language())}`),
      link.evidence ? h("p", { class: "document quiet", lang: "fr" }, words(link.evidence)) : null,
    );
  });
  return part(t("links"), "part-links", h("ul", { class: "plain-list" }, ...items));
}

/**
 * @param {JobDetail} detail
 */
export function notesPart(detail) {
  if (detail.notes.length === 0) return null;
  const items = detail.notes.map((note) =>
    h("li", {}, h("span", { class: "mark" }, called("note", note.kind)), " ", words(note.text)),
  );
  return part(t("notes"), "part-notes", h("ul", { class: "plain-list document" }, ...items));
}

/**
 * One change in words: what, where, and the words that differ.
 * @param {App} app
 * @param {Change} change
 */
export function changeBody(app, change) {
  const said = (/** @type {string | null} */ text) =>
    (text ?? "")
      .split(" | ")
      .map((value) => (value === "" ? "" : shownValue(app, change.field, value)))
      .join(" | ");
  const pages = [change.pagesBefore, change.pagesAfter].map((pages) => pagesText(pages));
  const where = pages[0] === pages[1] ? pages[0] : pages.filter((text) => text !== "").join(" → ");
  const editions = [change.editionBefore, change.editionAfter].filter((edition) => edition !== null).join(" → ");
  const head = h(
    "p",
    { class: "change-head" },
    h("span", { class: `mark mark-${change.kind}` }, called("change", change.kind)),
    change.field ? h("strong", {}, fieldName(change.field)) : null,
    h("span", { class: "quiet small" }, [editions, where].filter((text) => text !== "").join(" · ")),
    change.cause === null || change.cause === "report"
      ? null
      : h("span", { class: "mark" }, called("cause", change.cause)),
  );
  const renamed = change.previousTitle ? differenceOf(change.previousTitle, change.title) : null;
  const differs =
    change.before !== null || change.after !== null ? differenceOf(said(change.before), said(change.after)) : null;
  return h("div", { class: "change" }, head, renamed, differs);
}

/**
 * @param {App} app
 * @param {Change[]} changes
 */
export function changesPart(app, changes) {
  if (changes.length === 0) return null;
  return part(t("changes"), "part-changes", ...changes.map((change) => changeBody(app, change)));
}

/**
 * The same occupation in other reports and editions: records that are one, this one first.
 * @param {App} app
 * @param {number} job
 * @returns {number[]}
 */
export function sameOccupation(app, job) {
  const id = app.index.jobs[job].id;
  const group = app.index.occupations.find((ids) => ids.includes(id)) ?? [];
  const others = group.flatMap((other) => app.places.get(other) ?? []).filter((place) => place !== job);
  return others.length > 0 ? [job, ...others] : [];
}

/**
 * How much of two texts differs, in words.
 * @param {string} before
 * @param {string} after
 */
function isSame(before, after) {
  return difference(before, after).every((piece) => piece.kind === "same");
}

/**
 * Side by side: a row a field, a column a record. Loaded when it is opened.
 * @param {App} app
 * @param {number} job
 */
export function samePart(app, job) {
  const places = sameOccupation(app, job);
  if (places.length === 0) return null;
  const body = h("div");
  const opened = async () => {
    replace(body, h("p", { class: "quiet" }, t("loading")));
    try {
      const details = await Promise.all(places.map((place) => loadJob(app.index, place)));
      replace(body, sideBySide(app, places, details));
    } catch (error) {
      replace(body, h("p", { class: "form-error" }, t("fileMissing", { file: /** @type {Error} */ (error).message })));
    }
  };
  const list = places.slice(1).map((place) => {
    const other = app.index.jobs[place];
    const more = [other.collection, other.edition, app.index.sources[other.source].file, pagesText(other.pages)];
    return h(
      "li",
      {},
      h("a", { href: fragmentOf("job", { job: other.id }) }, words(other.label)),
      h("span", { class: "quiet" }, ` ${more.filter(Boolean).join(" · ")}`),
    );
  });
  const details = h("details", {}, h("summary", {}, t("compareSideBySide")), body);
  details.addEventListener("toggle", () => {
    if (details.open && !body.hasChildNodes()) opened();
  });
  return part(t("sameOccupation"), "part-same", h("ul", { class: "plain-list" }, ...list), details);
}

/**
 * @param {App} app
 * @param {number[]} places
 * @param {JobDetail[]} details
 */
function sideBySide(app, places, details) {
  const entries = places.map((place, at) => entriesOfJob(app.index.jobs[place], details[at]));
  const names = [...new Set(entries.flatMap((list) => list.map((entry) => entry.name)))].filter(
    (name) => name !== "opinion",
  );
  const head = places.map((place) => {
    const { id, edition, collection } = app.index.jobs[place];
    return h(
      "th",
      { scope: "col" },
      h("a", { href: fragmentOf("job", { job: id }) }, words(edition ?? collection)),
      h("span", { class: "quiet small" }, ` ${edition ? collection : ""}`),
    );
  });
  const rows = names.map((name) => {
    const texts = entries.map((list) => currentText(list, name));
    const cells = texts.map((text, at) => {
      if (at === 0 || text === "" || texts[0] === "") {
        const values = entries[at].filter((entry) => entry.name === name).flatMap((entry) => entry.texts);
        return h("td", {}, valuesOf(app, name, values));
      }
      if (isSame(texts[0], text)) return h("td", { class: "quiet" }, t("sameText"));
      return h("td", {}, differenceOf(texts[0], text));
    });
    return h("tr", {}, h("th", { scope: "row" }, fieldName(name)), ...cells);
  });
  return h(
    "div",
    { class: "table-frame", tabindex: 0, role: "group", "aria-label": t("compareSideBySide") },
    h("table", { class: "side-by-side" }, h("thead", {}, h("tr", {}, h("td"), ...head)), h("tbody", {}, ...rows)),
  );
}
