/** What jobs can be chosen by: a list of boxes for each, with how many jobs each would leave. */
import { facetValue } from "./app.js";
import { h, replace, words } from "./dom.js";
import { FACETS } from "./find.js";
import { called, t } from "./language.js";
import { byName, fold } from "./text.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./find.js").Facet} Facet */

/** Values shown before a list of values has a search of its own. */
const MANY = 10;
/** Values shown at once. */
const MOST = 200;
/** Those that are open at first. */
const OPEN = ["collection", "theme", "family"];

/**
 * @param {App} app
 * @param {object} acts
 * @param {(facet: Facet) => Set<string>} acts.chosen
 * @param {(facet: Facet, value: string) => void} acts.toggle
 */
export function facetList(app, { chosen, toggle }) {
  /** @type {Map<Facet, { element: HTMLDetailsElement, list: HTMLElement, filter: HTMLInputElement, all: string[] }>} */
  const groups = new Map();
  /** @type {Map<Facet, Map<string, number>>} */
  let counts = new Map();
  const draw = (/** @type {Facet} */ facet) => {
    const group = groups.get(facet);
    if (!group?.element.open) return;
    const of = counts.get(facet) ?? new Map();
    const wanted = fold(group.filter.value.trim());
    const focused = group.list.contains(document.activeElement) ? document.activeElement?.getAttribute("value") : null;
    const values = group.all.filter((value) => {
      if (wanted) return fold(facetValue(app, facet, value)).includes(wanted);
      return of.has(value) || chosen(facet).has(value);
    });
    const items = values.slice(0, MOST).map((value) => {
      const box = h("input", {
        type: "checkbox",
        value,
        checked: chosen(facet).has(value),
        onchange: () => toggle(facet, value),
      });
      return h(
        "li",
        {},
        h(
          "label",
          {},
          box,
          h("span", { class: "facet-value" }, words(facetValue(app, facet, value))),
          h("span", { class: "facet-count" }, of.get(value) ?? 0),
        ),
      );
    });
    replace(
      group.list,
      ...items,
      values.length > MOST && h("li", { class: "quiet small" }, t("moreValues", { n: values.length - MOST })),
    );
    if (focused !== null) {
      const boxes = /** @type {HTMLInputElement[]} */ ([...group.list.querySelectorAll("input")]);
      boxes.find((box) => box.value === focused)?.focus();
    }
  };
  for (const facet of FACETS) {
    const all = new Map();
    for (const values of app.finder.values)
      for (const value of values[facet]) all.set(value, (all.get(value) ?? 0) + 1);
    // One value that all jobs have chooses nothing.
    if (all.size < 2) continue;
    const sorted = [...all.keys()].sort((a, b) =>
      a === "-"
        ? 1
        : b === "-"
          ? -1
          : facet === "edition" || facet === "level"
            ? byName(b, a)
            : all.get(b) - all.get(a) || byName(a, b),
    );
    const name = called("facet", facet);
    const filter = h("input", {
      type: "search",
      "aria-label": t("filterValues", { facet: name }),
      placeholder: t("filterHint"),
      oninput: () => draw(facet),
    });
    const list = h("ul", { class: "facet-values" });
    const element = h(
      "details",
      { class: "facet" },
      h("summary", {}, h("span", {}, name), h("span", { class: "facet-chosen" })),
      sorted.length > MANY && filter,
      list,
    );
    element.open = OPEN.includes(facet) || chosen(facet).size > 0;
    element.addEventListener("toggle", () => draw(facet));
    groups.set(facet, { element, list, filter, all: sorted });
  }
  const summary = h("summary", { class: "facets-head" });
  const whole = h("details", { class: "facets-all" }, summary, ...[...groups.values()].map((group) => group.element));
  whole.open = !matchMedia("(max-width: 900px)").matches;
  return {
    element: h("aside", { class: "facets", "aria-label": t("filters") }, whole),
    toggle,
    /**
     * @param {Map<Facet, Map<string, number>>} now
     * @param {number} number of values chosen
     */
    show(now, number) {
      counts = now;
      replace(summary, t("filters"), number > 0 && h("span", { class: "facet-chosen" }, number));
      for (const [facet, group] of groups) {
        const of = chosen(facet).size;
        replace(/** @type {Element} */ (group.element.querySelector("summary .facet-chosen")), of > 0 && of);
        draw(facet);
      }
    },
  };
}
