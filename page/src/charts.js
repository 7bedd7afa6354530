/** Charts of counted things, each with its numbers. */
import { h, svg, words } from "./dom.js";
import { language, t } from "./language.js";
import { numberText } from "./text.js";

/** @typedef {{ label: string, count: number, href: string, none: boolean }} Bar */

/**
 * Bars with their numbers beside them: a table that can be read without seeing it.
 * @param {string} title
 * @param {Bar[]} bars
 * @param {string} id
 */
export function barChart(title, bars, id) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const rowOf = (/** @type {Bar} */ { label, count, href, none }) => {
    const bar = h("span", { class: none ? "bar bar-none" : "bar", "aria-hidden": "true" });
    bar.style.setProperty("width", `${(100 * count) / most}%`);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href }, words(label))),
      h("td", { class: "number" }, numberText(count, language())),
      h("td", { class: "bar-cell" }, bar),
    );
  };
  const first = bars.slice(0, 12);
  const rest = bars.slice(12);
  const table = (/** @type {Bar[]} */ some, /** @type {string} */ caption) =>
    h(
      "table",
      { class: "bars" },
      h("caption", {}, h("span", { class: "hidden" }, caption)),
      h("tbody", {}, ...some.map(rowOf)),
    );
  return h(
    "section",
    { class: "chart", "aria-labelledby": id },
    h("h2", { id }, title),
    table(first, title),
    rest.length > 0
      ? h(
          "details",
          {},
          h("summary", {}, t("othersCount", { n: rest.length })),
          table(rest, `${title}, ${t("othersCount", { n: rest.length })}`),
        )
      : null,
  );
}

/** @typedef {{ label: string, href: string, opinion: [number, number] }} Verdict */

/** Size of the map, in its own units. */
const MAP = { width: 640, height: 420, left: 30, top: 30 };

/**
 * All verdicts: a dot a job, relevance to the right, transposability upwards.
 * @param {Verdict[]} verdicts
 */
export function verdictMap(verdicts) {
  const { width, height, left, top } = MAP;
  const x = (/** @type {number} */ value) => left + ((value + 1) / 2) * (width - 2 * left);
  const y = (/** @type {number} */ value) => top + ((1 - value) / 2) * (height - 2 * top);
  const quarters = [0, 0, 0, 0];
  for (const { opinion } of verdicts) quarters[(opinion[0] < 0 ? 1 : 0) + (opinion[1] < 0 ? 2 : 0)] += 1;
  const told = h("p", { class: "chart-told" }, t("verdictsHint"));
  const dots = verdicts.map(({ label, href, opinion }) => {
    const dot = svg(
      "circle",
      { cx: x(opinion[0]), cy: y(opinion[1]), r: verdicts.length > 500 ? 3.5 : 6 },
      svg("title", {}, label),
    );
    const show = () => {
      told.textContent = `${label} · ${t("opinionNumbers", { relevance: numberText(opinion[0], language()), transposability: numberText(opinion[1], language()) })}`;
    };
    dot.addEventListener("pointerenter", show);
    dot.addEventListener("click", () => {
      location.hash = href;
    });
    return dot;
  });
  const text = (
    /** @type {number} */ across,
    /** @type {number} */ down,
    /** @type {string} */ anchor,
    /** @type {string} */ label,
  ) => svg("text", { x: across, y: down, "text-anchor": anchor, class: "axis-label" }, label);
  const middle = y(0);
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "verdicts", "aria-hidden": "true" },
    svg("rect", { x: left, y: top, width: width - 2 * left, height: height - 2 * top, class: "plot" }),
    svg("line", { x1: left, y1: middle, x2: width - left, y2: middle, class: "axis" }),
    svg("line", { x1: x(0), y1: top, x2: x(0), y2: height - top, class: "axis" }),
    text(width - left - 6, middle - 7, "end", t("relevant")),
    text(left + 6, middle - 7, "start", t("notRelevant")),
    text(x(0), top - 10, "middle", t("transposable")),
    text(x(0), height - 10, "middle", t("notTransposable")),
    svg("g", { class: "dots" }, ...dots),
  );
  const row = (/** @type {string} */ label, /** @type {number} */ one, /** @type {number} */ two) =>
    h("tr", {}, h("th", { scope: "row" }, label), h("td", { class: "number" }, one), h("td", { class: "number" }, two));
  const numbers = h(
    "table",
    { class: "small-table" },
    h("caption", {}, t("verdictCounts")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td"),
        h("th", { scope: "col", class: "number" }, t("relevant")),
        h("th", { scope: "col", class: "number" }, t("notRelevant")),
      ),
    ),
    h(
      "tbody",
      {},
      row(t("transposable"), quarters[0], quarters[1]),
      row(t("notTransposable"), quarters[2], quarters[3]),
    ),
  );
  const best = [...verdicts].sort((a, b) => b.opinion[0] + b.opinion[1] - a.opinion[0] - a.opinion[1]);
  const listed = h(
    "details",
    {},
    h("summary", {}, t("allVerdicts")),
    h(
      "ol",
      { class: "plain-list compact" },
      ...best
        .slice(0, 500)
        .map(({ label, href, opinion }) =>
          h(
            "li",
            {},
            h("a", { href }, words(label)),
            h(
              "span",
              { class: "quiet" },
              ` ${numberText(opinion[0], language())} · ${numberText(opinion[1], language())}`,
            ),
          ),
        ),
    ),
  );
  return h(
    "section",
    { class: "chart chart-wide", "aria-labelledby": "chart-verdicts" },
    h("h2", { id: "chart-verdicts" }, t("verdicts")),
    h("div", { class: "verdict-body" }, h("div", {}, drawing, told), h("div", {}, numbers, listed)),
  );
}
