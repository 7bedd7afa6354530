/** A job: its fields and sections, beside the pages that they stand on. */
import { calm } from "./app.js";
import { h, icon, iconButton, replace, words } from "./dom.js";
import { entriesOfJob, entryName, pagesOf } from "./entries.js";
import { entryView } from "./entry_view.js";
import { called, t } from "./language.js";
import { loadDocument, loadJob } from "./load.js";
import { checkBar } from "./check_bar.js";
import { issueView } from "./issue_view.js";
import { changesPart, linksPart, notesPart, qualificationsPart, samePart, tablesPart } from "./job_more.js";
import { confidenceMark, copy, notice } from "./pieces.js";
import { fragmentOf, valueAt, withValues } from "./route.js";
import { pagesText, plain } from "./text.js";
import { outlinesOf, viewerOf } from "./viewer.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").View} View */
/** @typedef {import("./route.js").Route} Route */

/**
 * @param {App} app
 * @param {number} place
 */
function jobHead(app, place) {
  const job = app.index.jobs[place];
  const source = app.index.sources[job.source];
  const at = app.list.jobs.indexOf(place);
  const step = (
    /** @type {number} */ to,
    /** @type {"left" | "right"} */ drawing,
    /** @type {"previousJob" | "nextJob"} */ label,
  ) => {
    const other = at < 0 ? undefined : app.list.jobs[to];
    return other === undefined
      ? null
      : h(
          "a",
          {
            class: "icon-button",
            href: fragmentOf("job", { job: app.index.jobs[other].id }),
            "aria-label": t(label),
            title: t(label),
          },
          icon(drawing),
        );
  };
  const page = job.pages?.[0];
  const open = source.href
    ? h(
        "a",
        { href: page ? `${source.href}#page=${page}` : source.href, target: "_blank", rel: "noopener" },
        page ? t("openPdfAt", { page }) : t("openPdf"),
      )
    : null;
  const facts = [called("kind", job.kind), job.collection, job.edition, job.theme].filter(
    (fact) => fact && fact !== called("kind", "job"),
  );
  return h(
    "header",
    { class: "job-head" },
    h(
      "nav",
      { class: "job-nav", "aria-label": t("otherJobs") },
      h("a", { class: "back", href: app.list.fragment }, icon("left"), t("backToList")),
      at < 0
        ? null
        : h("span", { class: "quiet small" }, t("placeInList", { at: at + 1, total: app.list.jobs.length })),
      step(at - 1, "left", "previousJob"),
      step(at + 1, "right", "nextJob"),
    ),
    h("h1", {}, words(job.label || job.title)),
    h(
      "p",
      { class: "facts" },
      ...facts.map((fact) => h("span", {}, words(String(fact)))),
      h(
        "a",
        { href: fragmentOf("document", { document: source.id, page }) },
        words(source.file),
        job.pages ? ` ${pagesText(job.pages)}` : "",
      ),
      open,
      confidenceMark(job.confidence),
    ),
  );
}

/**
 * @param {App} app
 * @param {Route} route
 * @param {HTMLElement} main
 * @returns {View}
 */
export function jobView(app, route, main) {
  const id = valueAt(route, "job") ?? "";
  const place = app.places.get(id);
  if (place === undefined) {
    replace(
      main,
      h("h1", {}, t("noSuchJob")),
      notice(t("noSuchJobWhy", { id: plain(id) }), h("a", { href: "#jobs" }, t("allJobs"))),
    );
    return { title: t("noSuchJob") };
  }
  const job = app.index.jobs[place];
  /** @type {View} */
  const view = { title: plain(job.label || job.title), keys: {} };
  const columns = h("div", { class: "job-columns", "data-shown": "text" });
  const bar = route.values.has("check") ? checkBar(app, route) : null;
  replace(main, bar?.element, jobHead(app, place), columns);
  if (bar) view.keys = bar.keys;
  replace(columns, h("p", { class: "quiet" }, t("loading")));
  let ended = false;
  view.end = () => {
    ended = true;
  };
  Promise.all([loadJob(app.index, place), loadDocument(app.index, job.source).catch(() => null)])
    .then(([detail, document]) => {
      if (!ended) Object.assign(view, jobContent(app, route, place, detail, document, columns, bar));
    })
    .catch((error) => replace(columns, notice(t("fileMissing", { file: error.message }))));
  return view;
}

/**
 * @param {App} app
 * @param {Route} route
 * @param {number} place
 * @param {import("./data.d.ts").JobDetail} detail
 * @param {import("./data.d.ts").Document | null} document
 * @param {HTMLElement} columns
 * @param {ReturnType<typeof checkBar> | null} bar
 * @returns {Partial<View>}
 */
function jobContent(app, route, place, detail, document, columns, bar) {
  const job = app.index.jobs[place];
  const source = app.index.sources[job.source];
  const entries = entriesOfJob(job, detail);
  const subject = { app, job, detail, entries };
  const elementOf = (/** @type {string} */ at) => views[Number(at)]?.element;
  const onLight = (/** @type {string | null} */ pointed, /** @type {number | null} */ item) => {
    // Where nothing is pointed at, what has the focus is lit.
    const focused = views.findIndex((one) => one.element.contains(globalThis.document.activeElement));
    const name = pointed ?? (focused < 0 ? null : String(focused));
    for (const lit of columns.querySelectorAll(".entry.lit, [data-item].lit:not(.box)")) lit.classList.remove("lit");
    viewer.light(name, item);
    if (name === null) return;
    elementOf(name)?.classList.add("lit");
    if (item !== null) elementOf(name)?.querySelector(`[data-item="${item}"]`)?.classList.add("lit");
  };
  const goTo = (/** @type {string} */ name) => {
    const found =
      views.find((one) => one.entry.name === name) ?? views.find((one) => one.entry.name === entryName(name));
    if (!found) return false;
    show("text");
    // What is longer than the window is read from its beginning.
    const block = found.element.offsetHeight > window.innerHeight / 2 ? "start" : "center";
    found.element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
    found.element.focus({ preventScroll: true });
    return true;
  };
  const onChoose = (/** @type {string} */ name) => {
    const one = views[Number(name)];
    if (one) goTo(one.entry.name);
  };
  const viewer = viewerOf(app, source, {
    document,
    pages: pagesOf(job, entries),
    outlines: outlinesOf(entries),
    onLight,
    onChoose,
  });
  const views = entries.map((entry, at) =>
    entryView(subject, entry, at, {
      light: (item) => onLight(String(at), item),
      unlight: () => onLight(null, null),
      show: (item) => viewer.show(String(at), item),
      reveal() {
        show("pages");
        onLight(String(at), null);
        viewer.show(String(at));
      },
    }),
  );
  const points = app.points.filter((point) => point.job === place);
  const issues = points.map((point) => issueView(app, point, goTo));
  const copyAll = async () => {
    const text = entries.map((entry) => `${entry.heading ?? entry.name}\n${entry.texts.join("\n")}`).join("\n\n");
    app.announce((await copy(`${job.title}\n\n${text}`)) ? t("copied") : t("notCopied"));
  };
  const toggle = (/** @type {"text" | "pages"} */ shown) =>
    h(
      "button",
      {
        type: "button",
        "data-shows": shown,
        "aria-pressed": String(columns.dataset.shown === shown),
        onclick: () => show(shown),
      },
      t(shown === "text" ? "showText" : "showPages"),
    );
  const switcher = h(
    "div",
    { class: "switcher", role: "group", "aria-label": t("showWhat") },
    toggle("text"),
    toggle("pages"),
  );
  const show = (/** @type {string} */ shown) => {
    columns.dataset.shown = shown;
    for (const button of switcher.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.shows === shown));
  };
  replace(
    columns,
    switcher,
    h(
      "div",
      { class: "job-text" },
      issues.length > 0
        ? h(
            "section",
            { class: "part issues", "aria-labelledby": "part-issues" },
            h("h2", { id: "part-issues" }, t("toCheck", { n: issues.length })),
            h("ul", { class: "plain-list" }, ...issues.map((issue) => issue.element)),
          )
        : null,
      h(
        "section",
        { class: "part", "aria-labelledby": "part-fields" },
        h(
          "div",
          { class: "part-head" },
          h("h2", { id: "part-fields" }, t("content")),
          iconButton("copy", t("copyJob"), copyAll),
        ),
        ...views.map((one) => one.element),
      ),
      tablesPart(detail),
      qualificationsPart(detail),
      samePart(app, place),
      linksPart(app, detail),
      changesPart(app, job.changes.map((change) => app.index.changes[change]).filter(Boolean)),
      notesPart(detail),
    ),
    h("aside", { class: "job-pages", "aria-label": t("pagesOfJob") }, viewer.element),
  );
  const wanted = (/** @type {Route} */ now) => {
    const field = valueAt(now, "field") ?? valueAt(now, "issue")?.split(":")[1] ?? null;
    const code = valueAt(now, "issue");
    const issue = issues.find((one) => one.point.code === code || one.point.code === code?.split(":")[0]);
    issue?.element.classList.add("wanted");
    if (field !== null && goTo(field)) return;
    if (issue) issue.element.scrollIntoView({ block: "center" });
  };
  wanted(route);
  const current = () => views.find((one) => one.element.contains(globalThis.document.activeElement)) ?? null;
  const step = (/** @type {1 | -1} */ by) => () => {
    const one = current();
    const next =
      views[one ? Math.max(0, Math.min(views.length - 1, views.indexOf(one) + by)) : by > 0 ? 0 : views.length - 1];
    if (next) goTo(next.entry.name);
  };
  const correct = () =>
    (current() ?? views.find((one) => one.entry.name === entryName(valueAt(route, "field") ?? "")))?.correct();
  const other = (/** @type {1 | -1} */ by) => () => {
    const at = app.list.jobs.indexOf(place);
    const next = at < 0 ? undefined : app.list.jobs[at + by];
    if (next !== undefined) location.hash = fragmentOf("job", { job: app.index.jobs[next].id });
  };
  return {
    edited() {
      for (const one of views) one.update();
      for (const one of issues) one.update();
      bar?.update();
    },
    keys: { j: step(1), k: step(-1), n: other(1), p: other(-1), ...bar?.keys, c: correct },
    moved(now) {
      if (valueAt(now, "job") !== job.id || now.values.has("check") !== route.values.has("check")) return false;
      if (bar && withValues(now, {}) !== withValues(route, {})) return false;
      wanted(now);
      return true;
    },
  };
}
