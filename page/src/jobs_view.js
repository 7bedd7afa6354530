/** All jobs: searched, chosen and sorted. */
import { facetValue } from "./app.js";
import { h, icon, replace, words } from "./dom.js";
import { facetList } from "./facets.js";
import { FACETS, ORDERS } from "./find.js";
import { called, t } from "./language.js";
import { loadedTexts, loadTexts } from "./load.js";
import { confidenceMark } from "./pieces.js";
import { fragmentOf, valueAt } from "./route.js";
import { rowsOf } from "./rows.js";
import { piecesOf, snippetOf } from "./snippet.js";
import { fold, pagesText, terms } from "./text.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").View} View */
/** @typedef {import("./route.js").Route} Route */
/** @typedef {import("./find.js").Choice} Choice */

/**
 * @param {Route} route
 * @returns {Choice}
 */
function choiceOf(route) {
  return new Map(FACETS.map((facet) => [facet, new Set(route.values.get(facet) ?? [])]));
}

/**
 * Words of a document, with those marked that are searched.
 * @param {import("./snippet.js").Piece[]} pieces
 */
function marked(pieces) {
  return h("bdi", { lang: "fr" }, ...pieces.map((piece) => (piece.hit ? h("mark", {}, piece.text) : piece.text)));
}

/**
 * The words round what was found in the texts of a job.
 * @param {App} app
 * @param {number} place
 * @param {string[]} wanted
 */
function foundIn(app, place, wanted) {
  const texts = loadedTexts();
  if (!texts || wanted.length === 0) return null;
  const { title, label } = app.index.jobs[place];
  const pieces = snippetOf(texts.shown[place], texts.searched[place], wanted, [fold(title), fold(label)]);
  return pieces && h("span", { class: "row-found" }, marked(pieces));
}

/**
 * @param {App} app
 * @param {number} place
 * @param {string[]} wanted words that are searched, folded
 */
function jobRow(app, place, wanted) {
  const job = app.index.jobs[place];
  const issues = job.issues.filter((issue) => app.index.issues[issue]?.severity !== "info").length;
  const facts = [job.collection, job.edition, pagesText(job.pages), job.theme].filter(Boolean);
  return h(
    "a",
    { class: "row", href: fragmentOf("job", { job: job.id }) },
    h("span", { class: "row-title" }, marked(piecesOf(job.label || job.title, wanted))),
    h("span", { class: "row-facts" }, ...facts.map((fact) => h("span", {}, words(String(fact))))),
    foundIn(app, place, wanted),
    h(
      "span",
      { class: "row-marks" },
      job.kind === "job" ? null : h("span", { class: "mark" }, called("kind", job.kind)),
      job.corrected > 0
        ? h("span", { class: "mark mark-corrected" }, t("correctedFields", { n: job.corrected }))
        : null,
      issues > 0 ? h("span", { class: "mark mark-issues" }, t("points", { n: issues })) : null,
      confidenceMark(job.confidence),
    ),
  );
}

/**
 * The height of a row, in pixels.
 * @param {boolean} searched whether the words round what was found stand in it
 */
function rowHeight(searched) {
  return (matchMedia("(max-width: 700px)").matches ? 86 : 68) + (searched ? 24 : 0);
}

/**
 * @param {App} app
 * @param {Route} route
 * @param {HTMLElement} main
 * @returns {View}
 */
export function jobsView(app, route, main) {
  let choice = choiceOf(route);
  let query = valueAt(route, "q") ?? "";
  let order = valueAt(route, "order") ?? "";
  /** @type {number[]} */
  let shown = [];
  const rows = rowsOf({
    label: t("jobs"),
    row: (at) => jobRow(app, shown[at], terms(query)),
    height: () => rowHeight(query !== ""),
  });
  const count = h("p", { class: "count" });
  const texts = h("span", { class: "quiet small" });
  const search = h("input", {
    type: "search",
    id: "search",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: t("searchHint"),
  });
  search.value = query;
  const select = h(
    "select",
    { id: "order" },
    h("option", { value: "" }, t("orderAuto")),
    ...ORDERS.map((name) => h("option", { value: name }, t(`order_${name}`))),
  );
  select.value = order;
  const chips = h("div", { class: "chosen" });
  const none = h("div");
  const facets = facetList(app, {
    chosen: (facet) => choice.get(facet) ?? new Set(),
    toggle(facet, value) {
      const set = choice.get(facet) ?? new Set();
      if (!set.delete(value)) set.add(value);
      choice.set(facet, set);
      update();
    },
  });
  const clear = () => {
    choice = new Map();
    query = "";
    search.value = "";
    update();
    search.focus();
  };
  let announcing = 0;
  const update = () => {
    const searched = loadedTexts()?.searched ?? null;
    const found = app.finder.find(query, choice, searched);
    shown = app.finder.sorted(found.jobs, order || (query ? "relevance" : "document"), query, searched);
    /** @type {Record<string, string[]>} */
    const chosen = {};
    for (const facet of FACETS) chosen[facet] = [...(choice.get(facet) ?? [])].sort();
    const fragment = fragmentOf("jobs", { q: query, order, ...chosen });
    app.list = { jobs: shown, fragment };
    if (location.hash !== fragment) history.replaceState(null, "", fragment);
    count.textContent =
      shown.length === app.index.jobs.length
        ? t("jobsCount", { n: shown.length })
        : t("jobsFound", { n: shown.length, total: app.index.jobs.length });
    clearTimeout(announcing);
    announcing = Number(setTimeout(() => app.announce(count.textContent ?? ""), 600));
    const picked = FACETS.flatMap((facet) => [...(choice.get(facet) ?? [])].map((value) => ({ facet, value })));
    replace(
      chips,
      ...picked.map(({ facet, value }) =>
        h(
          "button",
          {
            type: "button",
            class: "chip",
            "aria-label": t("takeOut", { value: facetValue(app, facet, value) }),
            onclick: () => facets.toggle(facet, value),
          },
          words(facetValue(app, facet, value)),
          icon("cross"),
        ),
      ),
      picked.length > 0 && h("button", { type: "button", class: "plain", onclick: clear }, t("clearAll")),
    );
    facets.show(found.counts, picked.length);
    rows.show(shown.length);
    replace(
      none,
      shown.length === 0 &&
        h(
          "div",
          { class: "notice" },
          h("p", {}, t("nothingFound")),
          h("button", { type: "button", onclick: clear }, t("clearAll")),
        ),
    );
  };
  const wantTexts = () => {
    if (loadedTexts()) return;
    texts.textContent = t("loadingTexts");
    loadTexts(app.index, fold)
      .then(() => {
        texts.textContent = "";
        if (query && search.isConnected) update();
      })
      .catch((error) => {
        texts.textContent = t("fileMissing", { file: error.message });
      });
  };
  search.addEventListener("focus", wantTexts);
  search.addEventListener("input", () => {
    query = search.value;
    wantTexts();
    update();
    if (window.scrollY > rows.element.offsetTop) window.scrollTo(0, 0);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && shown.length > 0) {
      event.preventDefault();
      rows.focus(0);
    }
  });
  select.addEventListener("change", () => {
    order = select.value;
    update();
  });
  replace(
    main,
    h("h1", { class: "hidden" }, t("jobs")),
    h(
      "div",
      { class: "with-side" },
      facets.element,
      h(
        "div",
        { class: "list-column" },
        h(
          "div",
          { class: "search-bar", role: "search" },
          h(
            "label",
            { for: "search", class: "search-box" },
            icon("search"),
            h("span", { class: "hidden" }, t("search")),
            search,
          ),
          h("label", { for: "order", class: "order" }, h("span", {}, t("order")), select),
        ),
        h("div", { class: "count-line" }, count, texts),
        chips,
        none,
        rows.element,
      ),
    ),
  );
  if (query) wantTexts();
  update();
  let at = 0;
  const step = (/** @type {1 | -1} */ by) => () => {
    const item = document.activeElement?.closest(".rows li");
    at = item ? Number(item.getAttribute("data-place")) + by : at;
    rows.focus(at);
  };
  return {
    title: t("jobs"),
    keys: { j: step(1), k: step(-1), "/": () => search.focus() },
    end() {
      clearTimeout(announcing);
      rows.end();
    },
  };
}
