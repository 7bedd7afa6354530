/** What differs between two texts, word by word. */

/** @typedef {{ kind: "same" | "removed" | "added", text: string }} Piece */

/** Above this many cells of comparison the middle is told as replaced whole. */
const MOST_CELLS = 4_000_000;

/**
 * Words with the spaces behind them: put together, they are the text.
 * @param {string} text
 * @returns {string[]}
 */
function tokens(text) {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/**
 * @param {Piece[]} pieces
 * @param {Piece["kind"]} kind
 * @param {string} text
 */
function add(pieces, kind, text) {
  if (text === "") return;
  const last = pieces[pieces.length - 1];
  if (last && last.kind === kind) last.text += text;
  else pieces.push({ kind, text });
}

/**
 * The longest words in common, by the usual table, of what is left between equal ends.
 * @param {string[]} before
 * @param {string[]} after
 * @param {Piece[]} pieces
 */
function middle(before, after, pieces) {
  const width = after.length + 1;
  const table = new Uint32Array((before.length + 1) * width);
  const same = (/** @type {number} */ i, /** @type {number} */ j) => before[i].trim() === after[j].trim();
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = same(i, j)
        ? table[(i + 1) * width + j + 1] + 1
        : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (same(i, j)) {
      add(pieces, "same", after[j]);
      i += 1;
      j += 1;
    } else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) {
      add(pieces, "removed", before[i]);
      i += 1;
    } else {
      add(pieces, "added", after[j]);
      j += 1;
    }
  }
  add(pieces, "removed", before.slice(i).join(""));
  add(pieces, "added", after.slice(j).join(""));
}

/**
 * The pieces of two texts, in order.
 * @param {string} before
 * @param {string} after
 * @returns {Piece[]}
 */
export function difference(before, after) {
  const old = tokens(before);
  const now = tokens(after);
  const equal = (/** @type {string} */ a, /** @type {string} */ b) => a.trim() === b.trim();
  let start = 0;
  while (start < old.length && start < now.length && equal(old[start], now[start])) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    equal(old[old.length - 1 - end], now[now.length - 1 - end])
  ) {
    end += 1;
  }
  /** @type {Piece[]} */
  const pieces = [];
  add(pieces, "same", now.slice(0, start).join(""));
  const oldMiddle = old.slice(start, old.length - end);
  const newMiddle = now.slice(start, now.length - end);
  if (oldMiddle.length * newMiddle.length > MOST_CELLS) {
    add(pieces, "removed", oldMiddle.join(""));
    add(pieces, "added", newMiddle.join(""));
  } else {
    middle(oldMiddle, newMiddle, pieces);
  }
  add(pieces, "same", now.slice(now.length - end).join(""));
  return pieces;
}
