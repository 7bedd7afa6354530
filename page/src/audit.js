/** A sample of jobs read field by field: how often the dataset is wrong. */
import { tableText } from "./table_text.js";
import { wilson } from "./wilson.js";

/** @typedef {"right" | "wrong" | "unclear"} Verdict */
/** @typedef {{ verdict: Verdict, note: string }} Answer */

export const AUDIT_COLUMNS = /** @type {const} */ (["record_id", "field", "verdict", "note"]);
export const VERDICTS = /** @type {const} */ (["right", "wrong", "unclear"]);

/** @typedef {{ seed: string, jobs: number[] }} Sample jobs drawn at random, by their places */

/**
 * The sample that an address names (`#audit&seed=7&jobs=1,40,80`, as `ingest audit` prints it), or that one did before.
 * @param {string | null} seed
 * @param {string | null} jobs
 * @param {import("./edits.js").Store} store where a sample is kept
 * @returns {Sample | null}
 */
export function sampleOf(seed, jobs, store) {
  if (seed !== null && jobs !== null) {
    const places = jobs
      .split(",")
      .map(Number)
      .filter((place) => Number.isInteger(place) && place >= 0);
    store.write(JSON.stringify({ seed, jobs: places }));
    return { seed, jobs: places };
  }
  try {
    const sample = JSON.parse(store.read() ?? "null");
    return Array.isArray(sample?.jobs)
      ? { seed: String(sample.seed), jobs: sample.jobs.filter(Number.isInteger) }
      : null;
  } catch {
    // What cannot be read was not written by this page.
    return null;
  }
}

export class Audit {
  /** @param {import("./edits.js").Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Map<string, Answer>} */
    this.answers = new Map();
    try {
      for (const [key, answer] of Object.entries(JSON.parse(store.read() ?? "{}"))) {
        if (VERDICTS.includes(answer?.verdict))
          this.answers.set(key, { verdict: answer.verdict, note: String(answer.note ?? "") });
      }
    } catch {
      // What cannot be read was not written by this page.
    }
  }

  /**
   * @param {string} record
   * @param {string} field
   */
  of(record, field) {
    return this.answers.get(`${record}\n${field}`) ?? null;
  }

  /**
   * @param {string} record
   * @param {string} field
   * @param {Answer | null} answer
   */
  put(record, field, answer) {
    const key = `${record}\n${field}`;
    if (answer) this.answers.set(key, answer);
    else this.answers.delete(key);
    this.store.write(JSON.stringify(Object.fromEntries(this.answers)));
  }

  /** The answers as a file, by record and field. */
  text() {
    const keys = [...this.answers.keys()].sort();
    const rows = keys.map((key) => {
      const [record, field] = key.split("\n");
      const answer = /** @type {Answer} */ (this.answers.get(key));
      return [record, field, answer.verdict, answer.note];
    });
    return tableText(AUDIT_COLUMNS, rows);
  }

  /**
   * Of each field: how many answers, how many wrong ones, and the interval of 95 % of the rate of wrong ones; all
   * together first, under the name "". What cannot be told counts in none.
   * @returns {{ field: string, tries: number, wrong: number, unclear: number, interval: [number, number] | null }[]}
   */
  rates() {
    /** @type {Map<string, { tries: number, wrong: number, unclear: number }>} */
    const counts = new Map([["", { tries: 0, wrong: 0, unclear: 0 }]]);
    for (const [key, { verdict }] of this.answers) {
      for (const field of ["", key.split("\n")[1]]) {
        const count = counts.get(field) ?? { tries: 0, wrong: 0, unclear: 0 };
        if (verdict === "unclear") count.unclear += 1;
        else count.tries += 1;
        if (verdict === "wrong") count.wrong += 1;
        counts.set(field, count);
      }
    }
    return [...counts].map(([field, count]) => ({ field, ...count, interval: wilson(count.wrong, count.tries) }));
  }
}
