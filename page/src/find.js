/** Which jobs fit what is searched and chosen. */
import { beginsWord, byName, entryOf, fold, terms } from "./text.js";

/** @typedef {import("./data.d.ts").Index} Index */
/** @typedef {import("./data.d.ts").Job} Job */
/** @typedef {(typeof FACETS)[number]} Facet */
/** @typedef {Map<Facet, Set<string>>} Choice values chosen of each facet; any of them will do */
/** @typedef {{ jobs: number[], counts: Map<Facet, Map<string, number>> }} Found */

/** What jobs can be chosen by, in the order in which it is shown. */
export const FACETS = /** @type {const} */ ([
  "collection",
  "edition",
  "theme",
  "family",
  "department",
  "country",
  "level",
  "code",
  "issue",
  "status",
  "kind",
  "source",
]);

export const ORDERS = /** @type {const} */ (["document", "relevance", "title", "confidence", "issues", "edition"]);

/** Stands for no value in a choice. */
export const NONE = "-";

/**
 * @param {Index} index
 * @param {Job} job
 * @returns {Record<Facet, string[]>}
 */
function facetsOf(index, job) {
  const source = index.sources[job.source];
  const issues = job.issues.map((place) => index.issues[place]).filter((issue) => issue && issue.settled === "");
  return {
    collection: [job.collection],
    edition: [job.edition ?? NONE],
    theme: [job.theme ?? NONE],
    family: job.families.length > 0 ? job.families : [NONE],
    department: job.departments.length > 0 ? job.departments : [NONE],
    country: [job.country ?? NONE],
    level: job.levels.length > 0 ? job.levels.map(String) : [NONE],
    code: job.codes.length > 0 ? job.codes : [NONE],
    issue: issues.length > 0 ? [...new Set(issues.map((issue) => issue.code))] : [NONE],
    status: [source?.status ?? NONE],
    kind: [job.kind],
    source: [source?.id ?? NONE],
  };
}

export class Finder {
  /** @param {Index} index */
  constructor(index) {
    this.index = index;
    this.values = index.jobs.map((job) => facetsOf(index, job));
    this.titles = index.jobs.map((job) => fold(`${job.title} ${job.label} ${job.id}`));
  }

  /**
   * The jobs that have all the words and a chosen value of every facet; and for each facet, how many more of its values
   * would have.
   * @param {string} query
   * @param {Choice} choice
   * @param {string[] | null} texts of all jobs, once they are there
   * @returns {Found}
   */
  find(query, choice, texts) {
    const wanted = terms(query);
    /** @type {Found} */
    const found = { jobs: [], counts: new Map(FACETS.map((facet) => [facet, new Map()])) };
    this.index.jobs.forEach((_, job) => {
      const title = this.titles[job];
      const text = texts?.[job] ?? "";
      if (!wanted.every((word) => title.includes(word) || text.includes(word))) return;
      const values = this.values[job];
      const failed = FACETS.filter((facet) => {
        const chosen = choice.get(facet);
        return chosen && chosen.size > 0 && !values[facet].some((value) => chosen.has(value));
      });
      if (failed.length === 0) found.jobs.push(job);
      for (const facet of failed.length === 0 ? FACETS : failed.length === 1 ? failed : []) {
        const counts = /** @type {Map<string, number>} */ (found.counts.get(facet));
        for (const value of values[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    });
    return found;
  }

  /**
   * @param {number[]} jobs in the order of documents
   * @param {string} order one of ORDERS
   * @param {string} query
   * @param {string[] | null} texts of all jobs, once they are there
   */
  sorted(jobs, order, query, texts) {
    const all = this.index.jobs;
    const issues = (/** @type {number} */ job) => all[job].issues.length + all[job].empty.length;
    /** @type {Record<string, (a: number, b: number) => number>} */
    const orders = {
      title: (a, b) => byName(all[a].label, all[b].label),
      confidence: (a, b) => all[a].confidence - all[b].confidence,
      issues: (a, b) => issues(b) - issues(a),
      edition: (a, b) => byName(all[b].edition ?? "", all[a].edition ?? ""),
    };
    if (order === "relevance") {
      const wanted = terms(query);
      const rank = entryRank(wanted, this.titles, texts);
      return [...jobs].sort((a, b) => rank(a) - rank(b) || a - b);
    }
    return Object.hasOwn(orders, order) ? [...jobs].sort((a, b) => orders[order](a, b) || a - b) : jobs;
  }
}

/**
 * 0 where the title begins with the words, 1 where it has them all, 2 where it has some, 3 where only texts have them,
 * 4 where they have one only within other words.
 * @param {string[]} wanted
 * @param {string[]} titles
 * @param {string[] | null} texts
 * @returns {(job: number) => number}
 */
function entryRank(wanted, titles, texts) {
  /** @type {Map<number, number>} */
  const ranks = new Map();
  return (job) =>
    entryOf(ranks, job, () => {
      const title = titles[job];
      const has = wanted.filter((word) => title.includes(word)).length;
      if (wanted.length > 0 && title.startsWith(wanted[0]) && has === wanted.length) return 0;
      if (has > 0) return has === wanted.length ? 1 : 2;
      return wanted.every((word) => beginsWord(texts?.[job] ?? "", word)) ? 3 : 4;
    });
}
