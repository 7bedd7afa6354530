/** What a person corrected or settled in this page: kept by the browser until it is in `corrections.csv`. */
import { tableText } from "./table_text.js";

/** @typedef {import("./data.d.ts").Issue} Issue */
/**
 * A line of `corrections.csv`.
 * @typedef {object} Edit
 * @property {string} record_id
 * @property {string} job_id
 * @property {string} edition
 * @property {string} field
 * @property {string} value
 * @property {string} was
 * @property {string} note
 */

export const CORRECTION_COLUMNS = /** @type {const} */ ([
  "record_id",
  "job_id",
  "edition",
  "field",
  "value",
  "was",
  "note",
]);

/** Stands in `was` where the report said nothing. */
export const EMPTY = "(empty)";

/**
 * The field under which an issue of a record is settled.
 * @param {{ code: string, field: string | null }} issue
 */
export function settledField(issue) {
  const named = issue.code.includes(":") || !issue.field;
  return `issues.${issue.code}${named ? "" : `:${issue.field}`}`;
}

/**
 * The lines as the file has them.
 * @param {Edit[]} edits
 */
export function correctionsText(edits) {
  const order = (/** @type {Edit} */ a, /** @type {Edit} */ b) =>
    a.record_id < b.record_id ? -1 : a.record_id > b.record_id ? 1 : a.field < b.field ? -1 : 1;
  const rows = [...edits].sort(order).map((edit) => CORRECTION_COLUMNS.map((column) => edit[column]));
  return tableText(CORRECTION_COLUMNS, rows);
}

/**
 * @typedef {object} Store where edits are kept
 * @property {() => string | null} read
 * @property {(text: string) => void} write
 */

export class Edits {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Map<string, Edit>} */
    this.edits = new Map();
    /** @type {Map<string, string>} each line as it was last downloaded or saved */
    this.written = new Map();
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    this.read();
  }

  read() {
    this.edits.clear();
    this.written.clear();
    try {
      const kept = JSON.parse(this.store.read() ?? "{}");
      for (const [key, edit] of Object.entries(kept.edits ?? {})) this.edits.set(key, this.line(edit));
      for (const [key, line] of Object.entries(kept.written ?? {})) this.written.set(key, String(line));
    } catch {
      // What cannot be read was not written by this page: it begins anew.
    }
  }

  /**
   * Only the columns, each a text.
   * @param {any} edit
   * @returns {Edit}
   */
  line(edit) {
    return /** @type {Edit} */ (
      Object.fromEntries(CORRECTION_COLUMNS.map((column) => [column, String(edit?.[column] ?? "")]))
    );
  }

  /**
   * @param {string} record
   * @param {string} field
   */
  key(record, field) {
    return `${record}\n${field}`;
  }

  /**
   * @param {string} record
   * @param {string} field
   */
  of(record, field) {
    return this.edits.get(this.key(record, field)) ?? null;
  }

  /** @param {Edit} edit */
  put(edit) {
    this.edits.set(this.key(edit.record_id, edit.field), this.line(edit));
    this.changed();
  }

  /**
   * @param {string} record
   * @param {string} field
   */
  takeBack(record, field) {
    const key = this.key(record, field);
    if (this.edits.delete(key)) this.changed();
  }

  /** Lines that are not in a file yet, and those of the file that were taken back since. */
  unsaved() {
    let count = 0;
    for (const [key, edit] of this.edits) if (this.written.get(key) !== JSON.stringify(edit)) count += 1;
    for (const key of this.written.keys()) if (!this.edits.has(key)) count += 1;
    return count;
  }

  get count() {
    return this.edits.size;
  }

  /** What a file that was downloaded or saved now holds. */
  markWritten() {
    this.written = new Map([...this.edits].map(([key, edit]) => [key, JSON.stringify(edit)]));
    this.changed();
  }

  text() {
    return correctionsText([...this.edits.values()]);
  }

  changed() {
    const kept = { edits: Object.fromEntries(this.edits), written: Object.fromEntries(this.written) };
    this.store.write(JSON.stringify(kept));
    for (const listener of this.listeners) listener();
  }
}
