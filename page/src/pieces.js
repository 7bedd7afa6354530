/** Pieces of views that several of them have. */
import { shownValue } from "./app.js";
import { difference } from "./difference.js";
import { h, icon, replace, svg, words } from "./dom.js";
import { LISTS } from "./fields.js";
import { language, t } from "./language.js";
import { numberText, percent } from "./text.js";

/** @typedef {import("./app.js").App} App */

/** How much of a view is shown at first. */
const FIRST = 100;

/**
 * A text with what was taken out and put in, told in words too for those who do not see it.
 * @param {string} before
 * @param {string} after
 */
export function differenceOf(before, after) {
  const pieces = difference(before, after).flatMap((piece) => {
    if (piece.kind === "same") return document.createTextNode(piece.text);
    // The space behind the last word is marked neither as taken out nor as put in.
    const bare = piece.text.trimEnd();
    const tag = piece.kind === "removed" ? "del" : "ins";
    const told = t(piece.kind === "removed" ? "removedWords" : "addedWords");
    return [
      h(tag, {}, h("span", { class: "hidden" }, ` ${told} `), bare),
      document.createTextNode(piece.text.slice(bare.length) || " "),
    ];
  });
  return h("div", { class: "document difference", lang: "fr", dir: "auto" }, ...pieces);
}

/**
 * How sure a value is, where it is not sure enough.
 * @param {number | null} confidence
 */
export function confidenceMark(confidence) {
  if (confidence === null || confidence >= 0.9) return null;
  const level = confidence < 0.7 ? "low" : "middle";
  return h(
    "span",
    { class: `mark mark-${level}` },
    h("span", { class: "hidden" }, `${t("confidence")} `),
    percent(confidence, language()),
  );
}

/**
 * A message: what stands between backticks is to be typed.
 * @param {string} text
 */
export function spoken(text) {
  return text.split("`").map((part, at) => (at % 2 === 1 ? h("code", {}, part) : part));
}

/**
 * The sign of how grave something is, with its word.
 * @param {"error" | "empty" | "unsure" | "warning" | "info"} kind
 */
export function kindSign(kind) {
  const drawing = kind === "error" || kind === "empty" ? "error" : kind === "info" ? "info" : "warning";
  return h("span", { class: `kind kind-${kind}` }, icon(drawing), h("span", { class: "hidden" }, t(`kind_${kind}`)));
}

/**
 * The values of a field: one alone, or a list; each can be pointed at.
 * @param {App} app
 * @param {string} name
 * @param {string[]} values
 */
export function valuesOf(app, name, values) {
  const item = (/** @type {string} */ value) => {
    const shown = shownValue(app, name, value);
    return h(
      "span",
      {},
      words(shown),
      shown === value || LISTS.includes(name) ? null : h("span", { class: "quiet" }, ` ${value}`),
    );
  };
  if (values.length === 0) return h("p", { class: "quiet" }, t("nothing"));
  if (name === "sections.missions" && values.length > 1) {
    return h(
      "ul",
      { class: "document items", lang: "fr", dir: "auto" },
      ...values.map((value, at) => h("li", { "data-item": at }, words(value))),
    );
  }
  if (name.startsWith("sections.")) {
    const paragraphs = values.map((value, at) => h("p", { "data-item": at, dir: "auto" }, words(value)));
    return h("div", { class: "document", lang: "fr" }, ...paragraphs);
  }
  if (values.length === 1) return h("p", { class: "document", "data-item": 0 }, item(values[0]));
  return h("ul", { class: "chips" }, ...values.map((value, at) => h("li", { "data-item": at }, item(value))));
}

/**
 * The report's verdict as it draws it: relevance to the right, transposability upwards.
 * @param {[number, number]} opinion
 */
export function opinionChart([relevance, transposability]) {
  const x = 110 + relevance * 80;
  const y = 90 - transposability * 60;
  const text = (
    /** @type {number} */ at,
    /** @type {number} */ down,
    /** @type {string} */ anchor,
    /** @type {string} */ label,
  ) => svg("text", { x: at, y: down, "text-anchor": anchor, class: "axis-label" }, label);
  const numbers = t("opinionNumbers", {
    relevance: numberText(relevance, language()),
    transposability: numberText(transposability, language()),
  });
  return h(
    "figure",
    { class: "opinion" },
    svg(
      "svg",
      { viewBox: "0 0 220 180", role: "img", "aria-label": numbers },
      svg("line", { x1: 20, y1: 90, x2: 200, y2: 90, class: "axis" }),
      svg("line", { x1: 110, y1: 22, x2: 110, y2: 158, class: "axis" }),
      text(200, 104, "end", t("relevant")),
      text(20, 104, "start", t("notRelevant")),
      text(110, 15, "middle", t("transposable")),
      text(110, 172, "middle", t("notTransposable")),
      svg("circle", { cx: x, cy: y, r: 7, class: "dot" }),
    ),
    h("figcaption", {}, numbers),
  );
}

/**
 * A long list bit by bit: a button shows what follows.
 * @template T
 * @param {T[]} all
 * @param {(one: T, at: number) => Node} make
 * @param {HTMLElement} into
 * @param {number} [first]
 */
export function bitByBit(all, make, into, first = FIRST) {
  const more = h("button", { type: "button", class: "more" });
  const foot = h("div", { class: "more-foot" });
  let shown = 0;
  const next = () => {
    const from = shown;
    shown = Math.min(all.length, shown + first);
    into.append(...all.slice(from, shown).map((one, at) => make(one, from + at)));
    more.textContent = t("showMore", { n: Math.min(first, all.length - shown), left: all.length - shown });
    replace(foot, shown < all.length && more);
    if (from > 0)
      /** @type {HTMLElement | null | undefined} */ (into.children[from]?.querySelector("a, button"))?.focus();
  };
  more.addEventListener("click", next);
  next();
  return foot;
}

/**
 * A message in place of a view or a part of it.
 * @param {string} text
 * @param {...import("./dom.js").Child} more
 */
export function notice(text, ...more) {
  return h("div", { class: "notice" }, h("p", {}, text), ...more);
}

/**
 * Puts a text where it can be pasted from.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { class: "hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/**
 * Hands a text over as a file.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
