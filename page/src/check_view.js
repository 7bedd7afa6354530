/** What to check, the worst first. */
import { messageLanguage } from "./app.js";
import { h, icon, replace, words } from "./dom.js";
import { isWalked, pointAddress } from "./check_bar.js";
import { chosenPoints, pointsChosen } from "./check_choice.js";
import { issueText, pointName, settle, stateMark } from "./issue_view.js";
import { called, t } from "./language.js";
import { confidenceMark, kindSign, spoken } from "./pieces.js";
import { KINDS, stateOf } from "./points.js";
import { fragmentOf, valueAt } from "./route.js";
import { rowsOf } from "./rows.js";
import { byName, pagesText } from "./text.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").View} View */
/** @typedef {import("./points.js").Point} Point */
/** @typedef {import("./route.js").Route} Route */

/**
 * @param {App} app
 * @param {Point} point
 */
function pointRow(app, point) {
  const issue = point.issue === null ? null : app.index.issues[point.issue];
  const job = point.job === null ? null : app.index.jobs[point.job];
  const source = app.index.sources[point.source ?? -1];
  const page = issue?.page ? t("page", { page: issue.page }) : pagesText(job?.pages ?? null);
  const state = stateOf(app.index, app.edits, point);
  return h(
    "div",
    { class: `row row-point state-${state}` },
    kindSign(point.kind),
    h(
      "div",
      { class: "row-main" },
      h("a", { class: "row-title", href: pointAddress(app, point) }, pointName(app, point)),
      h(
        "span",
        { class: "row-facts" },
        h("span", {}, words(job ? job.label : (source?.file ?? ""))),
        job ? h("span", {}, words(source?.file ?? "")) : null,
        page ? h("span", {}, page) : null,
      ),
      h(
        "span",
        { class: "row-message quiet small", lang: messageLanguage(app) },
        ...(issue ? spoken(issueText(issue)) : []),
      ),
    ),
    h(
      "span",
      { class: "row-marks" },
      stateMark(state),
      point.kind === "unsure" ? confidenceMark(point.confidence) : null,
    ),
    h(
      "span",
      { class: "row-acts" },
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-pressed": String(state === "seen"),
          "aria-label": t("seenNamed", { name: `${pointName(app, point)}, ${job ? job.label : source?.file}` }),
          title: t("settleSeen"),
          onclick: () => settle(app, point, state === "seen" ? null : "seen"),
        },
        icon("check"),
      ),
    ),
  );
}

/**
 * @param {App} app
 * @param {Route} route
 * @param {HTMLElement} main
 * @returns {View}
 */
export function checkView(app, route, main) {
  /** @type {Point[]} */
  let shown = [];
  const rows = rowsOf({
    label: t("checkTitle"),
    row: (at) => pointRow(app, shown[at]),
    height: () => (matchMedia("(max-width: 700px)").matches ? 128 : 88),
  });
  const count = h("p", { class: "count" });
  const none = h("div");
  const choose = (/** @type {string} */ id, /** @type {string} */ label, /** @type {[string, string][]} */ options) => {
    const select = h("select", { id }, ...options.map(([value, text]) => h("option", { value }, text)));
    select.value = valueAt(route, id) ?? "";
    select.addEventListener("change", () => {
      const values = Object.fromEntries(selects.map((one) => [one.select.id, one.select.value]));
      location.hash = fragmentOf("check", { ...values, open: open.checked });
    });
    return { select, element: h("label", { for: id }, h("span", {}, label), select) };
  };
  const codes = [...new Set(app.points.map((point) => point.code))];
  const sources = [...new Set(app.points.map((point) => point.source))].flatMap(
    (place) => app.index.sources[place ?? -1] ?? [],
  );
  const selects = [
    choose("kind", t("gravity"), [
      ["", t("allKinds")],
      ...KINDS.map((kind) => /** @type {[string, string]} */ ([kind, t(`kind_${kind}`)])),
    ]),
    choose("code", t("whatIssue"), [
      ["", t("allIssues")],
      ...codes
        .map((code) => /** @type {[string, string]} */ ([code, called("issue", code)]))
        .sort((a, b) => byName(a[1], b[1])),
    ]),
    choose("source", t("document"), [
      ["", t("allDocuments")],
      ...sources
        .map((source) => /** @type {[string, string]} */ ([source.id, source.file]))
        .sort((a, b) => byName(a[1], b[1])),
    ]),
  ];
  const open = h("input", { type: "checkbox", id: "open-only", checked: route.values.has("open") });
  open.addEventListener("change", () => {
    const values = Object.fromEntries(selects.map((one) => [one.select.id, one.select.value]));
    location.hash = fragmentOf("check", { ...values, open: open.checked });
  });
  const start = h("div", { class: "start" });
  const update = (/** @type {boolean} */ anew) => {
    const points = pointsChosen(app, route);
    const left = points.filter((point) => stateOf(app.index, app.edits, point) === "open");
    if (anew) {
      shown = open.checked ? left : points;
      rows.show(shown.length);
    } else {
      rows.refresh();
    }
    chosenPoints.chosen = points;
    chosenPoints.fragment = location.hash.startsWith("#check") ? location.hash : "#check";
    count.textContent = t("pointsLeft", { n: left.length, total: points.length });
    const first = left.find(isWalked);
    replace(
      start,
      first && h("a", { class: "button primary", href: pointAddress(app, first) }, t("startChecking"), icon("right")),
    );
    replace(
      none,
      shown.length === 0 &&
        h("div", { class: "notice" }, h("p", {}, points.length === 0 ? t("nothingToCheck") : t("allChecked"))),
    );
  };
  const leftOut = app.index.issuesLeftOut;
  replace(
    main,
    h(
      "div",
      { class: "narrow" },
      h("div", { class: "view-head" }, h("div", {}, h("h1", {}, t("checkTitle")), count), start),
      h(
        "div",
        { class: "choices" },
        ...selects.map((one) => one.element),
        h("label", { class: "tick", for: "open-only" }, open, t("openOnly")),
      ),
      leftOut > 0 ? h("p", { class: "quiet" }, t("issuesLeftOut", { n: leftOut })) : null,
      none,
      rows.element,
    ),
  );
  update(true);
  app.announce(count.textContent ?? "");
  const step = (/** @type {1 | -1} */ by) => () => {
    const item = document.activeElement?.closest(".rows li");
    rows.focus(item ? Number(item.getAttribute("data-place")) + by : 0);
  };
  const seen = () => {
    const item = document.activeElement?.closest(".rows li");
    const point = item ? shown[Number(item.getAttribute("data-place"))] : null;
    if (point) settle(app, point, stateOf(app.index, app.edits, point) === "seen" ? null : "seen");
  };
  return {
    title: t("checkTitle"),
    keys: { j: step(1), k: step(-1), v: seen },
    edited: () => update(false),
    end: () => rows.end(),
  };
}
