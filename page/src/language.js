/** The language of the page: French unless the reader chose English. */
import { WORDS } from "./words.js";
import { KNOWN } from "./words_data.js";

/** @typedef {"fr" | "en"} Language */
/** @typedef {keyof typeof WORDS} Word */

/** @type {{ language: Language }} */
const chosen = { language: "fr" };

/** @returns {Language} */
export function language() {
  return chosen.language;
}

/** @param {Language} now */
export function setLanguage(now) {
  chosen.language = now;
  document.documentElement.lang = now;
}

/**
 * A text with its numbers put in. "{n} métier|{n} métiers" has the form for one and that for more; "¦" is a bar that is meant.
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @param {Language} of
 */
export function filled(text, values, of) {
  const forms = text.split("|");
  const n = Number(values.n);
  const many = of === "fr" ? Math.abs(n) >= 2 : n !== 1;
  const form = forms.length > 1 && many ? forms[1] : forms[0];
  return form.replaceAll("¦", "|").replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? value.toLocaleString(of) : value;
  });
}

/**
 * The page's own words.
 * @param {Word} word
 * @param {Record<string, string | number>} [values]
 */
export function t(word, values = {}) {
  return filled(WORDS[word][chosen.language], values, chosen.language);
}

/**
 * What people call a name of the dataset: a field, a section, a status, the code of an issue. A name that the page does
 * not know is shown as it is.
 * @param {keyof typeof KNOWN} kind
 * @param {string} name
 */
export function called(kind, name) {
  const names = /** @type {Record<string, string[]>} */ (KNOWN[kind]);
  const both = Object.hasOwn(names, name) ? names[name] : null;
  return both ? both[chosen.language === "fr" ? 0 : 1] : name;
}

/**
 * What people call a field: `sections.missions`, `missions`, `fields.Salaire`, `theme`.
 * @param {string} name
 */
export function fieldName(name) {
  if (name.startsWith("fields.")) return name.slice("fields.".length);
  if (name.startsWith("x_")) return name.slice(2).replaceAll("_", " ");
  const key = name.startsWith("sections.") ? name.slice("sections.".length) : name;
  const section = called("section", key);
  if (section !== key) return section;
  const field = called("field", key);
  return field === key && name.startsWith("sections.") ? key.replaceAll("-", " ") : field;
}

/**
 * What people call an issue: `section-missing:outlook`, `unsure`.
 * @param {string} code
 * @param {string | null} [field]
 */
export function issueName(code, field = null) {
  const sign = code.indexOf(":");
  const name = called("issue", sign < 0 ? code : code.slice(0, sign));
  const of = field ?? (sign < 0 ? null : code.slice(sign + 1));
  const shown = name === code ? code.replaceAll("-", " ") : name;
  return of ? `${shown} : ${fieldName(of)}`.replace(" :", chosen.language === "fr" ? "\u00a0:" : ":") : shown;
}
