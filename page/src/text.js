/** Small work on texts and numbers. */

/**
 * A text as it is searched: small letters, no accents, one form of apostrophe.
 * @param {string} text
 */
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[’ʼ‘]/g, "'")
    .replace(/[\u00a0\u202f]/g, " ");
}

/**
 * The words that are all to be found; what stands in quotation marks is one.
 * @param {string} query
 */
export function terms(query) {
  const found = [];
  for (const match of fold(query).matchAll(/["«“]\s*([^"»”]+?)\s*["»”]|[^\s"«»“”]+/g)) found.push(match[1] ?? match[0]);
  return found;
}

/**
 * Whether a word stands in a text from its beginning: "soin" in "des soins", not in "besoin".
 * @param {string} text folded
 * @param {string} word folded
 */
export function beginsWord(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
  }
  return false;
}

/**
 * A text where markup cannot keep directions apart, such as the window's title: without signs that turn the direction.
 * @param {string} text
 */
export function plain(text) {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
}

/**
 * "p. 3", "p. 3–5".
 * @param {[number, number] | null} pages
 */
export function pagesText(pages) {
  if (!pages) return "";
  return pages[0] === pages[1] ? `p. ${pages[0]}` : `p. ${pages[0]}–${pages[1]}`;
}

/**
 * A number with decimals as the language writes them.
 * @param {number} value
 * @param {string} language
 * @param {number} [digits] at most
 */
export function numberText(value, language, digits = 2) {
  return value.toLocaleString(language, { maximumFractionDigits: digits });
}

/**
 * A share as a percentage.
 * @param {number} share 0 to 1
 * @param {string} language
 * @param {number} [digits]
 */
export function percent(share, language, digits = 0) {
  return share.toLocaleString(language, { style: "percent", maximumFractionDigits: digits });
}

/**
 * Compares as a person sorts: accents and capitals aside, numbers by value.
 * @param {string} a
 * @param {string} b
 */
export const byName = new Intl.Collator("fr", { sensitivity: "base", numeric: true }).compare;

/**
 * The entry of a map, made if it is not there.
 * @template K, V
 * @param {Map<K, V>} map
 * @param {K} key
 * @param {() => V} make
 * @returns {V}
 */
export function entryOf(map, key, make) {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
