/** The way through the points to check, above a job or a document. */
import { messageLanguage } from "./app.js";
import { h, icon, replace } from "./dom.js";
import { t } from "./language.js";
import { issueText, pointName, settle, stateMark } from "./issue_view.js";
import { confidenceMark, kindSign, spoken } from "./pieces.js";
import { nextOpen, stateOf } from "./points.js";
import { fragmentOf, valueAt, withValues } from "./route.js";
import { chosenPoints } from "./check_choice.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./points.js").Point} Point */
/** @typedef {import("./route.js").Route} Route */

/**
 * The address of a point: in its job, or in its document.
 * @param {App} app
 * @param {Point} point
 */
export function pointAddress(app, point) {
  const issue = point.issue === null ? null : app.index.issues[point.issue];
  if (point.job === null) {
    // What is of no document stands in the list alone.
    if (point.source === null) return chosenPoints.fragment;
    // Two of one code may be on one page.
    return fragmentOf("document", {
      document: app.index.sources[point.source]?.id,
      page: issue?.page,
      issue: point.code,
      point: point.issue,
      check: true,
    });
  }
  return fragmentOf("job", { job: app.index.jobs[point.job].id, field: point.field, issue: point.code, check: true });
}

/**
 * Whether a point has a place of its own to be looked at.
 * @param {Point} point
 */
export function isWalked(point) {
  return point.job !== null || point.source !== null;
}

/**
 * @param {App} app
 * @param {Route} route of a job or a document, with `check`
 */
export function checkBar(app, route) {
  const points = chosenPoints.of(app).filter(isWalked);
  const here = withValues(route, {});
  const exact = points.findIndex((point) => pointAddress(app, point) === here);
  const job = app.places.get(valueAt(route, "job") ?? "") ?? null;
  const source = app.sources.get(valueAt(route, "document") ?? "");
  const near = points.findIndex((point) => point.job === job && (job !== null || point.source === source));
  const at = exact < 0 ? Math.max(0, near) : exact;
  const point = points[at];
  const issue = app.index.issues[point?.issue ?? -1];
  const isOpen = (/** @type {Point} */ one) => stateOf(app.index, app.edits, one) === "open";
  const go = (/** @type {1 | -1} */ by) => () => {
    const to = nextOpen(points, at, by, isOpen);
    if (to === null || to === at) app.announce(t("allChecked"));
    else location.hash = pointAddress(app, points[to]);
  };
  const set = (/** @type {"seen" | "wrong"} */ as) => () => {
    if (point) settle(app, point, stateOf(app.index, app.edits, point) === as ? null : as);
  };
  const element = h("div", { class: "check-bar", role: "region", "aria-label": t("checking") });
  const key = (/** @type {string} */ name) => h("kbd", { "aria-hidden": "true" }, name);
  const step = (/** @type {"previous" | "next"} */ word) => h("span", { class: "check-step" }, t(word));
  const update = () => {
    const focused = element.contains(document.activeElement) ? document.activeElement?.getAttribute("data-act") : null;
    const open = points.filter(isOpen).length;
    const button = (
      /** @type {string} */ act,
      /** @type {import("./dom.js").Child[]} */ content,
      /** @type {() => void} */ does,
    ) => h("button", { type: "button", "data-act": act, onclick: does }, ...content);
    replace(
      element,
      h(
        "p",
        {},
        h("a", { href: chosenPoints.fragment }, t("checking")),
        h(
          "span",
          { class: "quiet small" },
          ` ${t("pointPlace", { at: at + 1, total: points.length })} · ${t("openPoints", { n: open })}`,
        ),
      ),
      point
        ? h(
            "p",
            { class: "check-point" },
            kindSign(point.kind),
            h("strong", {}, pointName(app, point)),
            point.kind === "unsure" ? confidenceMark(point.confidence) : null,
            stateMark(stateOf(app.index, app.edits, point)),
          )
        : null,
      h(
        "div",
        { class: "check-acts" },
        button("previous", [icon("left"), step("previous"), key("k")], go(-1)),
        button("next", [step("next"), icon("right"), key("j")], go(1)),
        point ? button("seen", [icon("check"), t("settleSeen"), key("v")], set("seen")) : null,
        point ? button("wrong", [icon("cross"), t("settleWrong"), key("x")], set("wrong")) : null,
      ),
      issue
        ? h(
            "p",
            { class: "check-why quiet small", lang: messageLanguage(app), dir: "auto" },
            ...spoken(issueText(issue)),
          )
        : null,
    );
    if (focused) /** @type {HTMLElement | null} */ (element.querySelector(`[data-act=${focused}]`))?.focus();
  };
  update();
  return { element, update, keys: { j: go(1), k: go(-1), v: set("seen"), x: set("wrong") } };
}
