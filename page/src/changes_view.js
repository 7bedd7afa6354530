/** What changed since the edition or the run before. */
import { h, replace, words } from "./dom.js";
import { called, t } from "./language.js";
import { changeBody } from "./job_more.js";
import { bitByBit } from "./pieces.js";
import { fragmentOf, valueAt } from "./route.js";
import { entryOf, fold, terms } from "./text.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").View} View */
/** @typedef {import("./route.js").Route} Route */
/** @typedef {import("./data.d.ts").Change} Change */

const CHANGES = ["added", "removed", "renamed", "moved", "changed", "regrouped"];

/**
 * The changes of each job together, in their order.
 * @param {Change[]} changes
 * @returns {Change[][]}
 */
export function changesByJob(changes) {
  /** @type {Map<string, Change[]>} */
  const groups = new Map();
  for (const change of changes) {
    const key = [change.jobId, change.editionBefore ?? "", change.editionAfter ?? ""].join("\n");
    entryOf(groups, key, () => []).push(change);
  }
  return [...groups.values()];
}

/**
 * @param {App} app
 * @param {Route} route
 * @param {HTMLElement} main
 * @returns {View}
 */
export function changesView(app, route, main) {
  const all = app.index.changes;
  let kind = valueAt(route, "kind") ?? "";
  let query = valueAt(route, "q") ?? "";
  const count = h("p", { class: "count" });
  const body = h("div", { class: "changes" });
  const foot = h("div");
  const counts = new Map(CHANGES.map((name) => [name, all.filter((change) => change.kind === name).length]));
  const groupOf = (/** @type {Change[]} */ group) => {
    const first = group[0];
    const job = first.job === null ? null : app.index.jobs[first.job];
    const title = job ? h("a", { href: fragmentOf("job", { job: job.id }) }, words(first.title)) : words(first.title);
    const collection = first.jobId.split("/")[0];
    return h(
      "article",
      { class: "change-group" },
      h("h2", {}, title, h("span", { class: "quiet small" }, ` ${collection}`)),
      ...group.map((change) => changeBody(app, change)),
    );
  };
  const buttons = h("div", { class: "tabs", role: "group", "aria-label": t("whichChanges") });
  const update = () => {
    const wanted = terms(query);
    const chosen = all.filter((change) => {
      const text =
        wanted.length > 0
          ? fold(`${change.title} ${change.previousTitle ?? ""} ${change.before ?? ""} ${change.after ?? ""}`)
          : "";
      return (!kind || change.kind === kind) && wanted.every((word) => text.includes(word));
    });
    const groups = changesByJob(chosen);
    const fragment = fragmentOf("changes", { kind, q: query });
    if (location.hash !== fragment) history.replaceState(null, "", fragment);
    count.textContent = `${t("changesCount", { n: chosen.length })} · ${t("ofJobs", { n: new Set(chosen.map((change) => change.jobId)).size })}`;
    app.announce(count.textContent);
    replace(body);
    replace(foot, bitByBit(groups, groupOf, body, 50));
    for (const button of buttons.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.value === kind));
  };
  const tab = (/** @type {string} */ value, /** @type {string} */ label, /** @type {number} */ number) =>
    h(
      "button",
      {
        type: "button",
        value,
        onclick: () => {
          kind = value;
          update();
        },
      },
      label,
      h("span", { class: "facet-count" }, number),
    );
  buttons.append(
    tab("", t("allChanges"), all.length),
    ...CHANGES.filter((name) => counts.get(name)).map((name) =>
      tab(name, called("change", name), counts.get(name) ?? 0),
    ),
  );
  const search = h("input", { type: "search", id: "search", placeholder: t("searchChanges") });
  search.value = query;
  search.addEventListener("input", () => {
    query = search.value;
    update();
  });
  replace(
    main,
    h(
      "div",
      { class: "narrow" },
      h("div", { class: "view-head" }, h("div", {}, h("h1", {}, t("changes")), count)),
      all.length === 0
        ? h("div", { class: "notice" }, h("p", {}, t("noChanges")))
        : h(
            "div",
            { class: "choices" },
            buttons,
            h("label", { for: "search" }, h("span", { class: "hidden" }, t("searchChanges")), search),
          ),
      app.index.changesLeftOut > 0
        ? h("p", { class: "quiet" }, t("changesLeftOut", { n: app.index.changesLeftOut }))
        : null,
      body,
      foot,
    ),
  );
  update();
  return { title: t("changes"), keys: { "/": () => search.focus() } };
}
