/** Correcting a value in the page. */
import { h, icon } from "./dom.js";
import { EMPTY } from "./edits.js";
import { AXES, correctedFields, currentText, reportText } from "./entries.js";
import { entriesOf, isLong, joined, LISTS, wrongForm } from "./fields.js";
import { fieldName, t } from "./language.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./data.d.ts").Job} Job */
/** @typedef {import("./data.d.ts").JobDetail} JobDetail */
/** @typedef {{ app: App, job: Job, detail: JobDetail, entries: Entry[] }} Subject */

/**
 * What the dataset says of a field now: the axes of an opinion have no entry of their own.
 * @param {Subject} subject
 * @param {string} name
 */
export function textNow({ job, entries }, name) {
  if (name === "relevance") return job.opinion ? String(job.opinion[0]) : "";
  if (name === "transposability") return job.opinion ? String(job.opinion[1]) : "";
  return currentText(entries, name);
}

/**
 * The line that corrects a field: of this record alone, for it was read beside this page.
 * @param {Subject} subject
 * @param {string} name
 * @param {string} value
 * @param {string} note
 */
export function correctionOf(subject, name, value, note) {
  const { job, detail, entries } = subject;
  const said = detail.fields.find((one) => one.name === name);
  const axis = said?.corrected ? (said.before ?? "") : textNow(subject, name);
  const was = AXES.includes(name) ? axis : reportText(entries, name);
  return {
    record_id: job.id,
    job_id: "",
    edition: "",
    field: name,
    value,
    was: was === "" ? EMPTY : was,
    note,
  };
}

/**
 * How a field's text is to be written.
 * @param {string} name
 */
function formHint(name) {
  if (isLong(name)) return t("hintLines");
  return LISTS.includes(name) ? t("hintList") : null;
}

/**
 * @param {Subject} subject
 * @param {Entry} entry
 * @param {() => void} done closes the form
 * @returns {HTMLFormElement}
 */
export function correctForm(subject, entry, done) {
  const { app, job } = subject;
  const names = correctedFields(entry.name);
  /** @type {Map<string, HTMLTextAreaElement | HTMLInputElement>} */
  const inputs = new Map();
  const rows = names.map((name) => {
    const value = app.edits.of(job.id, name)?.value ?? textNow(subject, name);
    const id = `correct-${name.replaceAll(".", "-")}`;
    const hint = formHint(name);
    const described = hint ? `${id}-hint` : null;
    const common = { id, "aria-describedby": described, lang: "fr", dir: "auto", spellcheck: "true" };
    const lines = value.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 70), 0);
    const input = isLong(name)
      ? h("textarea", { ...common, rows: Math.min(18, Math.max(3, lines)) })
      : h("input", { ...common, type: "text" });
    input.value = value;
    inputs.set(name, input);
    return h(
      "div",
      { class: "form-row" },
      h("label", { for: id, class: names.length === 1 ? "hidden" : null }, fieldName(name)),
      input,
      hint ? h("p", { class: "quiet small", id: described }, hint) : null,
    );
  });
  const note = h("input", { type: "text", id: "correct-note", dir: "auto" });
  note.value = names.map((name) => app.edits.of(job.id, name)?.note ?? "").find((text) => text !== "") ?? "";
  const wrong = h("p", { class: "form-error", role: "alert" });
  const edited = names.some((name) => app.edits.of(job.id, name));
  const takeBack = () => {
    for (const name of names) app.edits.takeBack(job.id, name);
    done();
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const texts = names.map((name) => ({ name, text: joined(name, entriesOf(name, inputs.get(name)?.value ?? "")) }));
    const bad = texts.map(({ name, text }) => wrongForm(name, text)).find((reason) => reason !== null);
    const halves =
      entry.name === "opinion" && texts.some(({ text }) => text === "") && texts.some(({ text }) => text !== "");
    if (bad || halves) {
      wrong.textContent = bad ?? t("formOpinion");
      return;
    }
    for (const { name, text } of texts) {
      const same = text === joined(name, entriesOf(name, textNow(subject, name)));
      if (same && entry.name !== "opinion") app.edits.takeBack(job.id, name);
      else app.edits.put(correctionOf(subject, name, text, note.value.trim()));
    }
    done();
  };
  const form = h(
    "form",
    { class: "correct", onsubmit: submit },
    ...rows,
    h("div", { class: "form-row" }, h("label", { for: "correct-note" }, t("note")), note),
    wrong,
    h(
      "div",
      { class: "form-buttons" },
      h("button", { type: "submit", class: "primary" }, icon("check"), t("keep")),
      h("button", { type: "button", onclick: done }, t("cancel")),
      edited ? h("button", { type: "button", class: "plain", onclick: takeBack }, t("takeBack")) : null,
    ),
  );
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      done();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return form;
}
