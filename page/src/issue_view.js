/** Issues of a job, and how they are settled. */
import { messageLanguage } from "./app.js";
import { h, icon, replace } from "./dom.js";
import { fieldName, issueName, t } from "./language.js";
import { confidenceMark, kindSign, spoken } from "./pieces.js";
import { pointField, pointRecord, stateOf } from "./points.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./points.js").Point} Point */

/**
 * The message of an issue without the title that it begins with: it stands under that title.
 * @param {string} message
 */
export function bareMessage(message) {
  return message.replace(/^(?:“[^”]*”|«[^»]*»)\s?: /, "");
}

/**
 * What an issue tells: what speaks against a value, where it is unsure. Its field stands above, with how sure it is.
 * @param {import("./data.d.ts").Issue} issue
 */
export function issueText(issue) {
  return issue.why ? issue.why.charAt(0).toUpperCase() + issue.why.slice(1) : bareMessage(issue.message);
}

/**
 * What a point is, for people.
 * @param {App} app
 * @param {Point} point
 */
export function pointName(app, point) {
  if (point.kind === "empty") return t("emptyField", { field: point.field ? fieldName(point.field) : "" });
  const issue = point.issue === null ? null : app.index.issues[point.issue];
  return issue
    ? issueName(issue.code, issue.code.includes(":") ? null : issue.field)
    : issueName(point.code, point.field);
}

/**
 * Settles a point, or opens it again.
 * @param {App} app
 * @param {Point} point
 * @param {"seen" | "wrong" | null} as
 * @param {string} [note]
 */
export function settle(app, point, as, note = "") {
  const record = pointRecord(app.index, point);
  const field = pointField(app.index, point);
  if (as === null) app.edits.takeBack(record, field);
  else app.edits.put({ record_id: record, job_id: "", edition: "", field, value: as, was: "", note });
  app.announce(t(as === null ? "state_open" : `state_${as}`));
}

/**
 * The state of a point, as a mark; none while it is open.
 * @param {import("./points.js").PointState} state
 */
export function stateMark(state) {
  return state === "open" ? null : h("span", { class: `mark mark-${state}` }, t(`state_${state}`));
}

/**
 * What to do about an issue that is open.
 * @param {App} app
 * @param {import("./data.d.ts").Issue | null} issue
 * @param {import("./points.js").PointState} state
 */
function hintOf(app, issue, state) {
  if (!issue?.hint || state !== "open") return null;
  // Elsewhere people are told of the file; here there is a pencil.
  if (issue.code === "unsure") return h("p", { class: "quiet small" }, `→ ${t("compareHint")}`);
  return h("p", { class: "quiet small", lang: messageLanguage(app), dir: "auto" }, "→ ", ...spoken(issue.hint));
}

/**
 * @param {App} app
 * @param {Point} point
 * @param {((field: string) => void) | null} goTo
 * @param {string | null} [pageAddress] of the page that it is on
 */
export function issueView(app, point, goTo, pageAddress = null) {
  const issue = point.issue === null ? null : app.index.issues[point.issue];
  const element = h("li", { class: "issue", "data-code": point.code });
  const update = () => {
    const state = stateOf(app.index, app.edits, point);
    const has = document.activeElement instanceof HTMLElement && element.contains(document.activeElement);
    const act = has ? document.activeElement?.getAttribute("data-act") : null;
    const button = (/** @type {"seen" | "wrong"} */ as, /** @type {"check" | "cross"} */ drawing) =>
      h(
        "button",
        {
          type: "button",
          "aria-pressed": state === as ? "true" : "false",
          "data-act": as,
          onclick: () => settle(app, point, state === as ? null : as),
        },
        icon(drawing),
        t(as === "seen" ? "settleSeen" : "settleWrong"),
      );
    replace(
      element,
      kindSign(point.kind),
      h(
        "div",
        { class: "issue-text" },
        h(
          "p",
          {},
          h("strong", {}, pointName(app, point)),
          " ",
          confidenceMark(issue?.confidence ?? null),
          " ",
          stateMark(state),
        ),
        issue
          ? h("p", { class: "quiet small", lang: messageLanguage(app), dir: "auto" }, ...spoken(issueText(issue)))
          : null,
        hintOf(app, issue, state),
      ),
      h(
        "div",
        { class: "issue-acts" },
        button("seen", "check"),
        button("wrong", "cross"),
        goTo && point.field && point.field !== "record"
          ? h(
              "button",
              { type: "button", class: "plain", "data-act": "go", onclick: () => goTo(point.field ?? "") },
              t("goToField"),
            )
          : null,
        pageAddress && issue?.page
          ? h("a", { class: "button plain", href: pageAddress, "data-act": "page" }, t("page", { page: issue.page }))
          : null,
      ),
    );
    if (act) /** @type {HTMLElement | null} */ (element.querySelector(`[data-act=${act}]`))?.focus();
  };
  update();
  return { element, update, point };
}
