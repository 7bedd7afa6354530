/** Edits leave the page: as a file that is downloaded, or saved by the program that serves the page. */
import { h, icon, iconButton, replace, words } from "./dom.js";
import { Edits } from "./edits.js";
import { isServed, keep, kept, keptKeys, keptName, storageWorks } from "./kept.js";
import { dialogue } from "./keys.js";
import { fieldName, issueName, t } from "./language.js";
import { download } from "./pieces.js";
import { fragmentOf } from "./route.js";

/** @typedef {import("./app.js").App} App */

/**
 * Hands all edits of this dataset to the program.
 * @param {App} app
 */
async function save(app) {
  const answer = await fetch("corrections", {
    method: "POST",
    headers: { "Content-Type": "text/csv; charset=utf-8" },
    body: app.edits.text(),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 300)}`);
}

/**
 * What people call the field of an edit.
 * @param {string} field
 */
function editName(field) {
  return field.startsWith("issues.") ? issueName(field.slice("issues.".length)) : fieldName(field);
}

/**
 * The list of what was typed here, and how to keep it for good.
 * @param {App} app
 */
export function showEdits(app) {
  const list = h("ul", { class: "plain-list edits" });
  const state = h("p", { role: "status" });
  const written = () => {
    app.edits.markWritten();
    draw();
  };
  const act = async () => {
    if (!isServed()) {
      download("corrections.csv", app.edits.text());
      written();
      state.textContent = t("downloaded", { file: app.index.correctionsFile ?? t("besideReports") });
      return;
    }
    try {
      await save(app);
      written();
      state.textContent = t("saved");
    } catch (error) {
      state.textContent = t("notSaved", { why: /** @type {Error} */ (error).message });
    }
  };
  const draw = () => {
    const items = [...app.edits.edits.values()].map((edit) => {
      const place = app.places.get(edit.record_id);
      const label = place === undefined ? edit.record_id : app.index.jobs[place].label;
      // What is settled of a file names the file.
      const source = app.index.sources.find((one) => one.file === edit.record_id);
      const field = edit.field.startsWith("issues.") ? null : edit.field;
      const href =
        place === undefined && source
          ? fragmentOf("document", { document: source.id })
          : fragmentOf("job", { job: edit.record_id, field });
      const settled = edit.field.startsWith("issues.")
        ? t(edit.value === "wrong" ? "state_wrong" : "state_seen")
        : edit.value;
      const takeBack = () => {
        app.edits.takeBack(edit.record_id, edit.field);
        draw();
      };
      return h(
        "li",
        {},
        h(
          "div",
          {},
          h("a", { href, onclick: () => dialog.close() }, words(label)),
          h("span", { class: "quiet small" }, ` ${editName(edit.field)}`),
          h("p", { class: "small cut" }, words(settled === "" ? t("nothing") : settled)),
        ),
        iconButton("cross", t("takeBackNamed", { field: editName(edit.field), name: label }), takeBack),
      );
    });
    replace(list, ...items);
    button.disabled = app.edits.count === 0 && app.edits.unsaved() === 0;
  };
  const button = h(
    "button",
    { type: "button", class: "primary", onclick: act },
    icon("save"),
    t(isServed() ? "save" : "downloadCorrections"),
  );
  const dialog = dialogue(
    t("editsTitle"),
    h(
      "p",
      { class: "quiet" },
      isServed() ? t("editsServed") : t("editsWhere", { file: app.index.correctionsFile ?? t("besideReports") }),
    ),
    storageWorks() ? null : h("p", { class: "form-error" }, t(isServed() ? "notKeptServed" : "notKept")),
    app.edits.count === 0 ? h("p", {}, t("noEdits")) : null,
    list,
    h("div", { class: "form-buttons" }, button),
    state,
  );
  draw();
}

/**
 * Edits that were typed beside an earlier dataset of this page and are in no file: offered, never lost silently.
 * @param {App} app
 * @param {HTMLElement} place where it is told
 */
export function offerEarlier(app, place) {
  const own = keptName("edits", app.index.digest);
  const earlier = keptKeys(keptName("edits")).filter((key) => key !== own);
  const stores = earlier.map((key) => ({
    key,
    edits: new Edits({ read: () => kept(key), write: (text) => keep(key, text) }),
  }));
  const lines = stores.flatMap(({ edits }) =>
    [...edits.edits].filter(([key, edit]) => edits.written.get(key) !== JSON.stringify(edit)).map(([, edit]) => edit),
  );
  // What is in a file already is forgotten with its dataset.
  for (const { key, edits } of stores) if (edits.unsaved() === 0) keep(key, null);
  if (lines.length === 0) return;
  const isHere = (/** @type {string} */ record) =>
    app.places.has(record) || app.index.sources.some((source) => source.file === record);
  const done = () => {
    for (const { key } of stores) keep(key, null);
    replace(place);
  };
  const take = () => {
    for (const edit of lines)
      if (isHere(edit.record_id) && !app.edits.of(edit.record_id, edit.field)) app.edits.put(edit);
    const lost = lines.filter((edit) => !isHere(edit.record_id)).length;
    if (lost > 0) app.announce(t("earlierLost", { n: lost }));
    done();
  };
  replace(
    place,
    h(
      "div",
      { class: "banner", role: "region", "aria-label": t("editsTitle") },
      h("p", {}, t("earlierEdits", { n: lines.length })),
      h(
        "div",
        { class: "form-buttons" },
        h("button", { type: "button", class: "primary", onclick: take }, t("earlierTake")),
        h("button", { type: "button", onclick: done }, t("earlierDrop")),
      ),
    ),
  );
}
