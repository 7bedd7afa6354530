/** The fields of a job as text: the form that `corrections.csv` and the tables have. */
import { t } from "./language.js";

/** Fields that hold a list, whose entries are joined by " | ". */
export const LISTS = ["alt_titles", "job_families", "departments", "rncp_levels", "certification_codes", "hours"];

/** Fields of one line. */
const LINES = ["edition", "title", "label", "acronym", "theme", "country", "relevance", "transposability", "rome"];

/** Keys of sections that a job's issues and empty fields may name without `sections.`. */
export const SECTIONS = [
  "context",
  "definition",
  "missions",
  "training",
  "practice",
  "settings",
  "regulation",
  "integration",
  "outlook",
  "evolution",
];

/**
 * One name for a field, as corrections have it: `missions` is `sections.missions`.
 * @param {string} name
 */
export function fullName(name) {
  return SECTIONS.includes(name) ? `sections.${name}` : name;
}

/**
 * Whether `corrections.csv` may correct it.
 * @param {string} name
 */
export function correctable(name) {
  return (
    LINES.includes(name) ||
    LISTS.includes(name) ||
    /^sections\.[a-z0-9-]+$/.test(name) ||
    /^fields\.\s*\S/.test(name) ||
    /^x_[a-z0-9_]+$/.test(name)
  );
}

/**
 * Whether its text may have several lines.
 * @param {string} name
 */
export function isLong(name) {
  return name.startsWith("sections.") || name.startsWith("x_");
}

/**
 * The values of a field as one text.
 * @param {string} name
 * @param {string[]} values
 */
export function joined(name, values) {
  return values.join(isLong(name) ? "\n" : " | ");
}

/**
 * The entries of such a text.
 * @param {string} name
 * @param {string} text
 */
export function entriesOf(name, text) {
  const parts = isLong(name) ? text.split("\n") : LISTS.includes(name) ? text.split("|") : [text];
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** @type {Record<string, { form: RegExp, word: "formEdition" | "formCountry" | "formLevels" | "formCodes" | "formHours" | "formRome" | "formAxis" }>} */
const FORMS = {
  edition: { form: /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, word: "formEdition" },
  country: { form: /^(.{2,})$/, word: "formCountry" },
  rncp_levels: { form: /^[1-8]$/, word: "formLevels" },
  certification_codes: { form: /^(RNCP\d+|RS\d+|CC\d+|ROME:[A-N]\d{4}|FPH:\d{2}[A-Z]\d{2})$/, word: "formCodes" },
  hours: { form: /^\d+\s*:\s*(theory|placement|total|vae|other)$/, word: "formHours" },
  rome: { form: /^(ROME:?\s*)?[A-N]\d{4}$/i, word: "formRome" },
  relevance: { form: /^[+-]?(0([.,]\d+)?|1([.,]0+)?)$/, word: "formAxis" },
  transposability: { form: /^[+-]?(0([.,]\d+)?|1([.,]0+)?)$/, word: "formAxis" },
};

/**
 * Why a text cannot be the value of a field; nothing when it can.
 * @param {string} name
 * @param {string} text
 * @returns {string | null}
 */
export function wrongForm(name, text) {
  const entries = entriesOf(name, text);
  if ((name === "title" || name === "label") && entries.length === 0) return t("formTitle");
  const known = Object.hasOwn(FORMS, name) ? FORMS[name] : null;
  return known && entries.some((entry) => !known.form.test(entry)) ? t(known.word) : null;
}
