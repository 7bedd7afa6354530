/** A job as the page shows it: its fields and sections in one numbered list, each with its boxes. */
import { correctable, fullName, joined } from "./fields.js";

/** @typedef {import("./data.d.ts").Job} Job */
/** @typedef {import("./data.d.ts").JobDetail} JobDetail */
/** @typedef {import("./data.d.ts").Place} Place */
/** @typedef {{ item: number | null, place: Place }} Box */
/**
 * @typedef {object} Entry
 * @property {string} name as corrections have it
 * @property {number} number from 1, the one on the page's boxes; 0 without boxes
 * @property {string | null} heading of a section, as printed
 * @property {string[]} texts its values or paragraphs
 * @property {Box[]} boxes
 * @property {number | null} confidence
 * @property {string[]} why
 * @property {boolean} corrected
 * @property {string | null} before what the report itself says, if corrected
 * @property {boolean} required a required field without a value
 */

/** The two axes of an opinion: corrections have them apart, the page shows them as one. */
export const AXES = ["relevance", "transposability"];

/**
 * The name of the entry that a field is shown in.
 * @param {string} field
 */
export function entryName(field) {
  return AXES.includes(field) ? "opinion" : fullName(field);
}

/**
 * @param {string} name
 * @returns {Entry}
 */
function empty(name) {
  return {
    name,
    number: 0,
    heading: null,
    texts: [],
    boxes: [],
    confidence: null,
    why: [],
    corrected: false,
    before: null,
    required: true,
  };
}

/**
 * The entries of a job: its fields, required ones without a value among them, then its sections.
 * @param {Job} job
 * @param {JobDetail} detail
 * @returns {Entry[]}
 */
export function entriesOfJob(job, detail) {
  /** @type {Entry[]} */
  const entries = [];
  const title = detail.fields.find((value) => value.name === "title")?.values[0];
  for (const value of detail.fields) {
    // A label that says what the title says tells nothing.
    if (value.name === "label" && value.values[0] === title && !value.corrected) continue;
    const name = AXES.includes(value.name) ? "opinion" : value.name;
    const known = name === "opinion" ? entries.find((entry) => entry.name === "opinion") : undefined;
    if (known) {
      // The second axis: it stands where the first one stands.
      known.texts = [...known.texts, ...value.values];
      known.corrected ||= value.corrected;
      known.before = [known.before, value.before].filter((text) => text !== null).join(" | ") || null;
      continue;
    }
    entries.push({
      ...empty(name),
      texts: value.values,
      boxes: value.where,
      confidence: value.confidence,
      why: value.why,
      corrected: value.corrected,
      before: value.before,
      required: false,
    });
  }
  const missing = job.empty.map(fullName).filter((name) => !entries.some((entry) => entry.name === name));
  for (const name of missing) if (!name.startsWith("sections.")) entries.push(empty(name));
  for (const section of detail.sections) {
    const itemBoxes = section.itemsWhere.flatMap((places, item) => places.map((place) => ({ item, place })));
    entries.push({
      ...empty(`sections.${section.key}`),
      heading: section.heading,
      texts: section.items,
      boxes: [...section.where.map((place) => ({ item: null, place })), ...itemBoxes],
      confidence: section.confidence,
      why: section.why,
      corrected: section.corrected,
      before: section.before,
      required: false,
    });
  }
  for (const name of missing) {
    if (name.startsWith("sections.") && !entries.some((entry) => entry.name === name)) entries.push(empty(name));
  }
  let number = 0;
  for (const entry of entries) {
    if (entry.boxes.length > 0) {
      number += 1;
      entry.number = number;
    }
  }
  return entries;
}

/**
 * What the report says of a field, as `was` has it: all parts of a section under one key.
 * @param {Entry[]} entries
 * @param {string} name
 */
export function reportText(entries, name) {
  const parts = entries.filter((entry) => entry.name === name);
  const corrected = parts.find((entry) => entry.corrected);
  if (corrected) return corrected.before ?? "";
  return joined(
    name,
    parts.flatMap((entry) => entry.texts),
  );
}

/**
 * What the dataset says of it now.
 * @param {Entry[]} entries
 * @param {string} name
 */
export function currentText(entries, name) {
  return joined(
    name,
    entries.filter((entry) => entry.name === name).flatMap((entry) => entry.texts),
  );
}

/**
 * The fields that a correction of this entry is about: an opinion is two.
 * @param {string} name
 */
export function correctedFields(name) {
  if (name === "opinion") return AXES;
  return correctable(name) ? [name] : [];
}

/**
 * The pages that a job is on, from the first to the last; then others that something of it was read from, such as the
 * page of its theme.
 * @param {Job} job
 * @param {Entry[]} entries
 * @returns {number[]}
 */
export function pagesOf(job, entries) {
  /** @type {Set<number>} */
  const pages = new Set();
  if (job.pages) {
    for (let page = job.pages[0]; page <= Math.min(job.pages[1], job.pages[0] + 40); page += 1) pages.add(page);
  }
  const others = entries.flatMap((entry) => entry.boxes.map((box) => box.place[0])).sort((a, b) => a - b);
  for (const page of others) pages.add(page);
  return [...pages];
}
