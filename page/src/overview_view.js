/** The dataset at a glance. */
import { facetValue } from "./app.js";
import { barChart, verdictMap } from "./charts.js";
import { h, replace, words } from "./dom.js";
import { fullName } from "./fields.js";
import { called, fieldName, language, t } from "./language.js";
import { bitByBit } from "./pieces.js";
import { fragmentOf, valueAt } from "./route.js";
import { byName, percent } from "./text.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").View} View */
/** @typedef {import("./find.js").Facet} Facet */
/** @typedef {import("./route.js").Route} Route */

/**
 * How often each value occurs among these jobs, the most frequent first; levels and editions in their own order.
 * @param {App} app
 * @param {Facet} facet
 * @param {number[]} jobs
 */
export function countsOf(app, facet, jobs) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const job of jobs)
    for (const value of app.finder.values[job][facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ordered = facet === "level" || facet === "edition";
  return [...counts].sort((a, b) =>
    a[0] === "-" ? 1 : b[0] === "-" ? -1 : ordered ? byName(a[0], b[0]) : b[1] - a[1] || byName(a[0], b[0]),
  );
}

/**
 * Jobs by sections: which has which, and which is missing one that it should have.
 * @param {App} app
 * @param {number[]} jobs
 */
function matrix(app, jobs) {
  const all = app.index.jobs;
  /** @type {Map<string, number>} */
  const keys = new Map();
  for (const job of jobs) {
    for (const key of new Set([
      ...all[job].sections,
      ...all[job].empty
        .map(fullName)
        .filter((name) => name.startsWith("sections."))
        .map((name) => name.slice(9)),
    ])) {
      keys.set(key, (keys.get(key) ?? 0) + (all[job].sections.includes(key) ? 1 : 0));
    }
  }
  // Sections that hardly any job has would make the table wide and say little.
  const columns = [...keys]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 12)
    .map(([key]) => key);
  const isMissing = (/** @type {number} */ job, /** @type {string} */ key) =>
    all[job].empty.some((name) => fullName(name) === `sections.${key}`);
  const gaps = (/** @type {number} */ job) => columns.filter((key) => isMissing(job, key)).length;
  const sorted = [...jobs].sort((a, b) => gaps(b) - gaps(a) || a - b);
  const heads = columns.map((key) =>
    h(
      "th",
      { scope: "col" },
      h("span", {}, fieldName(`sections.${key}`)),
      h("span", { class: "quiet small" }, percent((keys.get(key) ?? 0) / Math.max(1, jobs.length), language())),
    ),
  );
  const body = h("tbody");
  const more = bitByBit(
    sorted,
    (place) => {
      const job = all[place];
      const cells = columns.map((key) => {
        const state = job.sections.includes(key) ? "has" : isMissing(place, key) ? "gap" : "none";
        return h("td", { class: `cell cell-${state}` }, h("span", { class: "hidden" }, t(`cell_${state}`)));
      });
      return h(
        "tr",
        {},
        h("th", { scope: "row" }, h("a", { href: fragmentOf("job", { job: job.id }) }, words(job.label))),
        ...cells,
      );
    },
    body,
    40,
  );
  return h(
    "section",
    { class: "chart chart-wide", "aria-labelledby": "chart-matrix" },
    h("h2", { id: "chart-matrix" }, t("matrix")),
    h(
      "p",
      { class: "legend" },
      .../** @type {const} */ (["has", "none", "gap"]).map((state) =>
        h("span", {}, h("span", { class: `swatch cell-${state}` }), t(`cell_${state}`)),
      ),
    ),
    h(
      "div",
      { class: "table-frame", tabindex: 0, role: "group", "aria-label": t("matrix") },
      h("table", { class: "matrix" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("job")), ...heads)), body),
    ),
    more,
  );
}

/**
 * @param {App} app
 * @param {Route} route
 * @param {HTMLElement} main
 * @returns {View}
 */
export function overviewView(app, route, main) {
  const collection = valueAt(route, "collection") ?? "";
  const collections = [...new Set(app.index.jobs.map((job) => job.collection))].sort(byName);
  const jobs = app.index.jobs.flatMap((job, place) => (!collection || job.collection === collection ? [place] : []));
  const chosen = collection ? { collection } : {};
  const chart = (/** @type {Facet} */ facet) => {
    const bars = countsOf(app, facet, jobs).map(([value, count]) => ({
      none: value === "-",
      label: facetValue(app, facet, value),
      count,
      href: fragmentOf("jobs", { ...chosen, [facet]: value }),
    }));
    // One bar that says that nothing is known is no chart.
    return bars.length === 0 || (bars.length === 1 && bars[0].label === t("noValue"))
      ? null
      : barChart(called("chart", facet), bars, `chart-${facet}`);
  };
  const verdicts = jobs.flatMap((place) => {
    const { opinion, label, id } = app.index.jobs[place];
    return opinion ? [{ label, href: fragmentOf("job", { job: id }), opinion }] : [];
  });
  const select = h(
    "select",
    { id: "collection" },
    h("option", { value: "" }, t("allCollections")),
    ...collections.map((name) => h("option", { value: name }, name)),
  );
  select.value = collection;
  select.addEventListener("change", () => {
    location.hash = fragmentOf("overview", { collection: select.value });
  });
  const fact = (/** @type {number} */ number, /** @type {string} */ label, /** @type {string} */ href) =>
    h("a", { class: "fact", href }, h("strong", {}, number.toLocaleString(language())), h("span", {}, label));
  const points = app.points.filter(
    (point) =>
      point.kind !== "info" &&
      (!collection || (point.job !== null && app.index.jobs[point.job].collection === collection)),
  ).length;
  replace(
    main,
    h(
      "div",
      { class: "narrow wide-view" },
      h(
        "div",
        { class: "view-head" },
        h("h1", {}, t("overview")),
        collections.length > 1
          ? h("label", { for: "collection", class: "order" }, h("span", {}, called("facet", "collection")), select)
          : null,
      ),
      h(
        "div",
        { class: "facts-row" },
        fact(jobs.length, t("jobsWord", { n: jobs.length }), fragmentOf("jobs", chosen)),
        fact(app.index.sources.length, t("documentsWord", { n: app.index.sources.length }), "#documents"),
        fact(points, t("pointsWord", { n: points }), "#check"),
        fact(
          app.index.changes.length + app.index.changesLeftOut,
          t("changesWord", { n: app.index.changes.length }),
          "#changes",
        ),
      ),
      h(
        "div",
        { class: "charts" },
        chart("family"),
        chart("theme"),
        chart("country"),
        chart("level"),
        chart("edition"),
        chart("collection"),
      ),
      verdicts.length > 0 ? verdictMap(verdicts) : null,
      matrix(app, jobs),
    ),
  );
  return { title: t("overview") };
}
