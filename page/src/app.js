/** What all views share. */
import { Edits } from "./edits.js";
import { Finder } from "./find.js";
import { keep, kept, keptName } from "./kept.js";
import { called, language, t } from "./language.js";
import { pointsOf } from "./points.js";
import { numberText } from "./text.js";

/** @typedef {import("./data.d.ts").Index} Index */
/** @typedef {import("./route.js").Route} Route */
/**
 * @typedef {object} App
 * @property {Index} index
 * @property {Finder} finder
 * @property {Edits} edits
 * @property {import("./points.js").Point[]} points
 * @property {Map<string, number>} places of records by their id
 * @property {Map<string, number>} sources places of sources by their id
 * @property {{ jobs: number[], fragment: string }} list the jobs that were listed last: next and previous follow it
 * @property {(text: string) => void} announce tells those who do not see the page
 * @property {() => void} redraw draws the view anew
 */
/**
 * A view that is shown.
 * @typedef {object} View
 * @property {string} title of the window
 * @property {() => void} [end] takes its listeners away
 * @property {() => void} [edited] after an edit
 * @property {Record<string, () => void>} [keys] by single keys
 * @property {(route: Route) => boolean} [moved] takes another address itself; false if it has to be drawn anew
 */

/**
 * @param {Index} index
 * @param {Pick<App, "announce" | "redraw">} shell
 * @returns {App}
 */
export function appOf(index, shell) {
  const name = keptName("edits", index.digest);
  const edits = new Edits({ read: () => kept(name), write: (text) => keep(name, text) });
  return {
    index,
    finder: new Finder(index),
    edits,
    points: pointsOf(index),
    places: new Map(index.jobs.map((job, place) => [job.id, place])),
    sources: new Map(index.sources.map((source, place) => [source.id, place])),
    list: { jobs: index.jobs.map((_, place) => place), fragment: "#jobs" },
    ...shell,
  };
}

/** Countries in English, where the dataset has their French names alone. */
const REGIONS = new Intl.DisplayNames(["en"], { type: "region" });

/**
 * A country's name, the code where it has none.
 * @param {App} app
 * @param {string} code
 */
export function countryName(app, code) {
  const names = app.index.countries;
  if (!Object.hasOwn(names, code)) return code;
  const { fr, en } = names[code];
  if (language() === "fr" || en !== fr || !/^[A-Z]{2}$/.test(code)) return names[code][language()];
  return REGIONS.of(code) ?? en;
}

/**
 * What people call the value of a field.
 * @param {App} app
 * @param {string} field
 * @param {string} value
 */
export function shownValue(app, field, value) {
  if (field === "country") return countryName(app, value);
  if (field === "rncp_levels") return t("level", { level: value });
  if (field === "hours") {
    const [hours, what] = value.split(":");
    return t("hours", { hours: numberText(Number(hours), language()), what: called("hours", what) });
  }
  return value;
}

/**
 * What people call a facet's value.
 * @param {App} app
 * @param {string} facet
 * @param {string} value
 */
export function facetValue(app, facet, value) {
  if (value === "-") return t("noValue");
  if (facet === "country") return countryName(app, value);
  if (facet === "level") return t("level", { level: value });
  if (facet === "status") return called("status", value);
  if (facet === "kind") return called("kind", value);
  if (facet === "issue") return called("issue", value);
  if (facet === "source") {
    const place = app.sources.get(value);
    return place === undefined ? value : app.index.sources[place].file;
  }
  return value;
}

/**
 * The language of what the dataset tells people: messages and hints.
 * @param {App} app
 */
export function messageLanguage(app) {
  return app.index.language ?? "fr";
}

/** Whether things may move. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
