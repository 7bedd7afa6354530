/** The way through the points to check, above a job. */
import { h, icon, replace } from "./dom.js";
import { t } from "./language.js";
import { pointName, settle, stateMark } from "./issue_view.js";
import { kindSign } from "./pieces.js";
import { nextOpen, stateOf } from "./points.js";
import { fragmentOf, valueAt } from "./route.js";
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
    return fragmentOf("document", {
      document: app.index.sources[point.source ?? -1]?.id,
      page: issue?.page,
      issue: point.code,
    });
  }
  return fragmentOf("job", { job: app.index.jobs[point.job].id, field: point.field, issue: point.code, check: true });
}

/**
 * @param {App} app
 * @param {Route} route of a job with `check`
 */
export function checkBar(app, route) {
  const points = chosenPoints.of(app).filter((point) => point.job !== null);
  const job = app.places.get(valueAt(route, "job") ?? "");
  const field = valueAt(route, "field");
  const code = valueAt(route, "issue");
  const exact = points.findIndex((point) => point.job === job && point.field === field && point.code === code);
  const at =
    exact < 0
      ? Math.max(
          0,
          points.findIndex((point) => point.job === job),
        )
      : exact;
  const point = points[at];
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
    );
    if (focused) /** @type {HTMLElement | null} */ (element.querySelector(`[data-act=${focused}]`))?.focus();
  };
  update();
  return { element, update, keys: { j: go(1), k: go(-1), v: set("seen"), x: set("wrong") } };
}
