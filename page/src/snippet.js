/** The words round what was found. */
import { beginsWord, fold } from "./text.js";

/** @typedef {{ text: string, hit: boolean }} Piece */

/** Letters before the first hit, and of all that is shown. */
const LEAD = 28;
const MOST_SHOWN = 180;

/**
 * Where words that are searched stand in a text, by the places of its own letters; none over another.
 * @param {string} text
 * @param {string[]} wanted folded
 * @returns {[number, number][]}
 */
function hitsIn(text, wanted) {
  // A letter may be two when it is folded, and its accent none.
  let folded = "";
  /** @type {number[]} */
  const origins = [];
  let at = 0;
  for (const letter of text) {
    const own = fold(letter);
    folded += own;
    for (let times = 0; times < own.length; times += 1) origins.push(at);
    at += letter.length;
  }
  origins.push(at);
  /** @type {[number, number][]} */
  const hits = [];
  for (const word of wanted) {
    for (let from = folded.indexOf(word); word !== "" && from >= 0; from = folded.indexOf(word, from + word.length)) {
      hits.push([origins[from], origins[from + word.length]]);
    }
  }
  hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = -1;
  return hits.filter(([from, to]) => {
    const apart = from >= end && to > from;
    if (apart) end = to;
    return apart;
  });
}

/**
 * A text in pieces: those that were searched, and those between them.
 * @param {string} text
 * @param {string[]} wanted folded
 * @returns {Piece[]}
 */
export function piecesOf(text, wanted) {
  /** @type {Piece[]} */
  const pieces = [];
  let done = 0;
  for (const [from, to] of hitsIn(text, wanted)) {
    if (from > done) pieces.push({ text: text.slice(done, from), hit: false });
    pieces.push({ text: text.slice(from, to), hit: true });
    done = to;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

/**
 * The line of a job's texts that has most of the words, rather whole than within others, from shortly before the first of them; nothing where only its
 * titles have any.
 * @param {string} text lines
 * @param {string} folded the same lines
 * @param {string[]} wanted folded
 * @param {string[]} titles folded: they are seen anyway
 * @returns {Piece[] | null}
 */
export function snippetOf(text, folded, wanted, titles) {
  let best = -1;
  let most = 0;
  for (const [at, line] of folded.split("\n").entries()) {
    const words = wanted.filter((word) => line.includes(word));
    const has = 2 * words.length + words.filter((word) => beginsWord(line, word)).length;
    if (has > most && !titles.includes(line)) {
      best = at;
      most = has;
    }
  }
  const line = best < 0 ? undefined : text.split("\n")[best];
  if (line === undefined) return null;
  const first = hitsIn(line, wanted)[0]?.[0] ?? 0;
  // From the beginning of a word.
  const blank = line.indexOf(" ", first - LEAD);
  const from = first <= LEAD ? 0 : blank >= 0 && blank < first ? blank + 1 : first;
  const shown = `${from > 0 ? "…" : ""}${line.slice(from, from + MOST_SHOWN)}${from + MOST_SHOWN < line.length ? "…" : ""}`;
  return piecesOf(shown, wanted);
}
