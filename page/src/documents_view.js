/** The documents: what became of each, and what of it is in no record. */
import { messageLanguage } from "./app.js";
import { checkBar } from "./check_bar.js";
import { h, icon, replace, words } from "./dom.js";
import { called, language, t } from "./language.js";
import { issueView } from "./issue_view.js";
import { loadDocument } from "./load.js";
import { bitByBit, notice, spoken } from "./pieces.js";
import { fragmentOf, valueAt, withValues } from "./route.js";
import { pagesText, percent, plain } from "./text.js";
import { viewerOf } from "./viewer.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").View} View */
/** @typedef {import("./route.js").Route} Route */
/** @typedef {import("./data.d.ts").Source} Source */

const SHARES = /** @type {const} */ (["records", "notes", "furniture", "leftOver"]);

/** What was not read whole comes first; what nobody expects to be read last. */
const TROUBLES = ["failed", "encrypted", "needs-ocr", "unrecognised", "partial"];
const ASIDE = ["duplicate-of", "unsupported"];

/**
 * The documents, the worst first: those that were not read, then those of which most is in no record.
 * @param {Source[]} sources
 */
export function worstFirst(sources) {
  const rank = (/** @type {Source} */ { status }) => (TROUBLES.includes(status) ? 0 : ASIDE.includes(status) ? 2 : 1);
  const left = (/** @type {Source} */ { coverage }) => coverage?.leftOver ?? 0;
  return [...sources].sort((a, b) => rank(a) - rank(b) || left(b) - left(a));
}

/**
 * Where the characters of a document are, as a bar and in words.
 * @param {NonNullable<Source["coverage"]>} coverage
 */
function coverageBar(coverage) {
  const parts = SHARES.map((share) => {
    const part = h("span", { class: `share share-${share}` });
    part.style.setProperty("flex-grow", String(Math.max(0, coverage[share])));
    return part;
  });
  const told = SHARES.map((share) => `${t(`share_${share}`)} ${percent(coverage[share], language(), 1)}`).join(", ");
  return h(
    "div",
    { class: "coverage" },
    h("div", { class: "coverage-bar", role: "img", "aria-label": told, title: told }, ...parts),
  );
}

function coverageLegend() {
  return h(
    "p",
    { class: "legend" },
    ...SHARES.map((share) => h("span", {}, h("span", { class: `swatch share-${share}` }), t(`share_${share}`))),
  );
}

/**
 * @param {App} app
 * @param {Route} _route
 * @param {HTMLElement} main
 * @returns {View}
 */
export function documentsView(app, _route, main) {
  const rowOf = (/** @type {Source} */ source) => {
    const cover = source.coverage;
    return h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        h("a", { href: fragmentOf("document", { document: source.id }) }, words(source.file)),
        source.title ? h("span", { class: "quiet small block" }, words(source.title)) : null,
        source.message
          ? h("span", { class: "small block", lang: messageLanguage(app) }, ...spoken(source.message))
          : null,
      ),
      h("td", {}, h("span", { class: `mark status-${source.status}` }, called("status", source.status))),
      h("td", { class: "hide-small" }, [source.collection, source.edition].filter(Boolean).join(" · ")),
      h("td", { class: "number" }, source.jobs),
      h("td", { class: "number hide-small" }, source.pages ?? ""),
      h("td", { class: "wide" }, cover ? coverageBar(cover) : null),
      h("td", { class: "number" }, cover ? percent(cover.leftOver, language(), 1) : ""),
    );
  };
  const body = h("tbody");
  const more = bitByBit(worstFirst(app.index.sources), rowOf, body);
  const column = (/** @type {string} */ label, /** @type {string} */ name = "") =>
    h("th", { scope: "col", class: name }, label);
  replace(
    main,
    h(
      "div",
      { class: "narrow" },
      h("div", { class: "view-head" }, h("h1", {}, t("documents"))),
      coverageLegend(),
      h(
        "table",
        { class: "documents" },
        h("caption", {}, h("span", { class: "hidden" }, t("documents"))),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            column(t("file")),
            column(t("status")),
            column(t("collectionEdition"), "hide-small"),
            column(t("jobs"), "number"),
            column(t("pages"), "number hide-small"),
            column(t("coverage"), "wide"),
            column(t("share_leftOver"), "number"),
          ),
        ),
        body,
      ),
      more,
    ),
  );
  return { title: t("documents") };
}

/**
 * @param {App} app
 * @param {Route} route
 * @param {HTMLElement} main
 * @returns {View}
 */
export function documentView(app, route, main) {
  const place = app.sources.get(valueAt(route, "document") ?? "");
  if (place === undefined) {
    replace(
      main,
      h("h1", {}, t("noSuchDocument")),
      notice(t("noSuchDocument"), h("a", { href: "#documents" }, t("documents"))),
    );
    return { title: t("noSuchDocument") };
  }
  const source = app.index.sources[place];
  const jobs = app.index.jobs.flatMap((job, at) => (job.source === place ? [at] : []));
  const points = app.points.filter((point) => point.source === place && point.job === null);
  const licence = [source.publisher, source.licence].filter(Boolean).join(" · ");
  const columns = h("div", { class: "job-columns", "data-shown": "text" });
  const bar = route.values.has("check") ? checkBar(app, route) : null;
  replace(
    main,
    bar?.element,
    h(
      "header",
      { class: "job-head" },
      h(
        "nav",
        { class: "job-nav", "aria-label": t("documents") },
        h("a", { class: "back", href: "#documents" }, icon("left"), t("documents")),
      ),
      h("h1", {}, words(source.title ?? source.file)),
      h(
        "p",
        { class: "facts" },
        h("span", { class: `mark status-${source.status}` }, called("status", source.status)),
        source.title ? words(source.file) : null,
        source.collection ? h("span", {}, words(source.collection)) : null,
        source.edition ? h("span", {}, source.edition) : null,
        source.href ? h("a", { href: source.href, target: "_blank", rel: "noopener" }, t("openPdf")) : null,
        source.url
          ? h("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, t("whereFetched"))
          : null,
        licence ? h("span", {}, words(licence)) : null,
      ),
      source.message ? h("p", { lang: messageLanguage(app), dir: "auto" }, ...spoken(source.message)) : null,
      source.coverage ? h("div", { class: "cover-line" }, coverageBar(source.coverage), coverageLegend()) : null,
    ),
    columns,
  );
  const list = h(
    "section",
    { class: "part", "aria-labelledby": "part-jobs" },
    h("h2", { id: "part-jobs" }, t("jobsCount", { n: jobs.length })),
    h(
      "ol",
      { class: "plain-list compact" },
      ...jobs.map((job) =>
        h(
          "li",
          {},
          h("a", { href: fragmentOf("job", { job: app.index.jobs[job].id }) }, words(app.index.jobs[job].label)),
          h("span", { class: "quiet" }, ` ${pagesText(app.index.jobs[job].pages)}`),
        ),
      ),
    ),
  );
  const issues = points.map((point) => {
    const page = point.issue === null ? null : app.index.issues[point.issue].page;
    const issue = issueView(app, point, null, withValues(route, { page, issue: null }));
    issue.element.classList.toggle(
      "wanted",
      point.code === valueAt(route, "issue") &&
        (!page || String(page) === valueAt(route, "page")) &&
        [null, String(point.issue)].includes(valueAt(route, "point")),
    );
    return issue;
  });
  const listOf = (/** @type {typeof issues} */ some) =>
    h("ul", { class: "plain-list" }, ...some.map((issue) => issue.element));
  const grave = issues.filter((issue) => issue.point.kind !== "info");
  const told =
    grave.length === 0
      ? null
      : h(
          "section",
          { class: "part issues", "aria-labelledby": "part-told" },
          h("h2", { id: "part-told" }, t("toldOfDocument")),
          listOf(grave),
        );
  const mild = issues.filter((issue) => issue.point.kind === "info");
  const open = mild.some((issue) => issue.element.classList.contains("wanted"));
  const more =
    mild.length === 0
      ? null
      : h(
          "details",
          { class: "part issues", open },
          h("summary", {}, t("informations", { n: mild.length })),
          listOf(mild),
        );
  replace(columns, h("div", { class: "job-text" }, told, list, more));
  if (bar)
    issues.find((issue) => issue.element.classList.contains("wanted"))?.element.scrollIntoView({ block: "center" });
  /** @type {View} */
  const view = {
    title: plain(source.title ?? source.file),
    keys: bar?.keys,
    edited() {
      for (const issue of issues) issue.update();
      bar?.update();
    },
  };
  loadDocument(app.index, place)
    .then((document) => {
      if (document && columns.isConnected)
        Object.assign(view, leftoverPart(app, route, source, document, columns, [told, list, more]));
    })
    .catch((error) => columns.append(notice(t("fileMissing", { file: error.message }))));
  return view;
}

/**
 * The pages with what is left over on them, and the list of it.
 * @param {App} app
 * @param {Route} route
 * @param {Source} source
 * @param {import("./data.d.ts").Document} document
 * @param {HTMLElement} columns
 * @param {(HTMLElement | null)[]} parts
 * @returns {Partial<View>}
 */
function leftoverPart(app, route, source, document, columns, parts) {
  const places = document.leftover.flatMap((one) => (one.place ? [one.place[0]] : []));
  const pages = [...new Set([...Object.keys(document.pages).map(Number), ...places])].sort((a, b) => a - b);
  const items = document.leftover.map((one, at) => {
    const near = one.near === null ? null : app.index.jobs[one.near];
    return h(
      "li",
      { "data-at": at, tabindex: -1 },
      one.place
        ? h("a", { href: withValues(route, { page: one.place[0], left: at }) }, t("page", { page: one.place[0] }))
        : null,
      h("p", { class: "document", lang: "fr", dir: "auto" }, words(one.text)),
      near
        ? h(
            "p",
            { class: "quiet small" },
            `${t("nearJob")} `,
            h("a", { href: fragmentOf("job", { job: near.id }) }, words(near.label)),
          )
        : null,
    );
  });
  const light = (/** @type {string | null} */ name) => {
    for (const item of items) item.classList.toggle("lit", item.dataset.at === name);
    viewer.light(name);
  };
  const viewer = viewerOf(app, source, {
    document,
    pages,
    outlines: document.leftover.flatMap((one, at) =>
      one.place
        ? [{ name: String(at), tag: "", item: null, place: one.place, kind: /** @type {const} */ ("leftover") }]
        : [],
    ),
    onLight: light,
    onChoose: (name) => items[Number(name)]?.scrollIntoView({ block: "center" }),
  });
  for (const item of items) {
    item.addEventListener("pointerenter", () => light(item.dataset.at ?? null));
    item.addEventListener("pointerleave", () => light(null));
    item.addEventListener("focusin", () => light(item.dataset.at ?? null));
  }
  const left = h(
    "section",
    { class: "part", "aria-labelledby": "part-left" },
    h("h2", { id: "part-left" }, t("leftOver", { n: items.length })),
    items.length === 0 ? h("p", { class: "quiet" }, t("nothingLeftOver")) : h("ul", { class: "plain-list" }, ...items),
  );
  const show = (/** @type {Route} */ now) => {
    const page = Number(valueAt(now, "page"));
    const at = valueAt(now, "left");
    if (at !== null) {
      light(at);
      viewer.show(at);
    } else if (page > 0) viewer.showPage(page);
    // Where there is no room for them beside the text, the pages are below it.
    if ((at !== null || page > 0) && matchMedia("(max-width: 900px)").matches) viewer.element.scrollIntoView();
  };
  replace(
    columns,
    h("div", { class: "job-text" }, parts[0], left, ...parts.slice(1)),
    h("aside", { class: "job-pages", "aria-label": t("pagesOfDocument") }, viewer.element),
  );
  show(route);
  return {
    moved(now) {
      if (valueAt(now, "document") !== source.id || now.view !== "document") return false;
      // The way through the points is drawn anew at each.
      if (now.values.has("check") || route.values.has("check")) return false;
      show(now);
      return true;
    },
  };
}
