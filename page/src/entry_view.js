/** A field or section of a job, with what can be done with it. */
import { messageLanguage } from "./app.js";
import { correctForm, textNow } from "./correct_form.js";
import { h, iconButton, replace, words } from "./dom.js";
import { correctedFields, currentText } from "./entries.js";
import { correctable, entriesOf, isLong } from "./fields.js";
import { bareMessage } from "./issue_view.js";
import { fieldName, t } from "./language.js";
import { confidenceMark, copy, differenceOf, opinionChart, valuesOf } from "./pieces.js";
import { fragmentOf } from "./route.js";

/** @typedef {import("./correct_form.js").Subject} Subject */
/** @typedef {import("./entries.js").Entry} Entry */
/**
 * @typedef {object} EntryView
 * @property {HTMLElement} element
 * @property {Entry} entry
 * @property {() => void} correct opens the form
 * @property {() => void} update shows what is edited now
 */
/**
 * @typedef {object} EntryActs
 * @property {(item: number | null) => void} light
 * @property {() => void} unlight
 * @property {(item: number | null) => void} show on its page
 * @property {() => void} reveal turns to the pages where there is room for one of both alone, and shows it there
 */

/**
 * What stands where the report says something and a person something else.
 * @param {Subject} subject
 * @param {Entry} entry
 */
function editedContent(subject, entry) {
  const parts = correctedFields(entry.name).flatMap((name) => {
    const edit = subject.app.edits.of(subject.job.id, name);
    if (!edit) return [];
    const before = textNow(subject, name);
    const value = isLong(name)
      ? differenceOf(before, edit.value)
      : valuesOf(subject.app, name, entriesOf(name, edit.value));
    const was = isLong(name)
      ? null
      : h("p", { class: "quiet small" }, `${t("was")} `, h("del", {}, words(before === "" ? "–" : before)));
    const label = entry.name === "opinion" ? h("p", { class: "small" }, fieldName(name)) : null;
    return [label, value, was, edit.note ? h("p", { class: "quiet small" }, words(edit.note)) : null];
  });
  if (parts.length === 0) return null;
  return h("div", { class: "edited" }, h("p", { class: "edited-head" }, t("correctedHere")), ...parts);
}

/**
 * @param {Subject} subject
 * @param {Entry} entry
 * @param {number} at its place among the entries
 * @param {EntryActs} acts
 * @returns {EntryView}
 */
export function entryView(subject, entry, at, acts) {
  const { app, job, entries } = subject;
  const head = `entry-${at}`;
  const name = fieldName(entry.name);
  const body = h("div", { class: "entry-body" });
  const done = (/** @type {string} */ word) => app.announce(word);
  const copyText = async () => {
    const text = isLong(entry.name) ? entry.texts.join("\n") : entry.texts.join(" | ");
    done((await copy(text)) ? t("copied") : t("notCopied"));
  };
  const copyLink = async () => {
    const address = location.href.split("#")[0] + fragmentOf("job", { job: job.id, field: entry.name });
    done((await copy(address)) ? t("linkCopied") : t("notCopied"));
  };
  const mayCorrect = correctable(entry.name) || entry.name === "opinion";
  const correctButton = mayCorrect ? iconButton("edit", t("correctThis", { field: name }), () => correct()) : null;
  const number =
    entry.number === 0
      ? null
      : h(
          "button",
          {
            type: "button",
            class: "tag",
            "aria-label": t("showOnPage", { field: name, number: entry.number }),
            onclick: acts.reveal,
          },
          entry.number,
        );
  const heading =
    entry.heading && entry.heading.toLowerCase() !== name.toLowerCase()
      ? words(entry.heading, "quiet small printed")
      : null;
  const element = h(
    "section",
    { class: "entry", "aria-labelledby": head, "data-name": entry.name, tabindex: -1 },
    h(
      "header",
      { class: "entry-head" },
      number ?? h("span", { class: "tag tag-none", "aria-hidden": "true" }),
      h("h3", { id: head }, h("bdi", {}, name)),
      heading,
      confidenceMark(entry.confidence),
      entry.corrected ? h("span", { class: "mark mark-corrected" }, t("corrected")) : null,
      h(
        "span",
        { class: "entry-acts" },
        entry.texts.length > 0 ? iconButton("copy", t("copyThis", { field: name }), copyText) : null,
        iconButton("link", t("linkThis", { field: name }), copyLink),
        correctButton,
      ),
    ),
    body,
  );
  const content = () => {
    const edited = editedContent(subject, entry);
    const reasons = entry.confidence !== null && entry.confidence < 0.9 && entry.why.length > 0;
    const values =
      entry.name === "opinion" && job.opinion
        ? opinionChart(job.opinion)
        : entry.required
          ? h("p", { class: "required" }, t("requiredEmpty"))
          : valuesOf(app, entry.name, entry.texts);
    replace(
      body,
      edited,
      edited && isLong(entry.name) ? null : edited ? null : values,
      reasons
        ? h(
            "ul",
            { class: "why" },
            ...entry.why.map((why) => h("li", { lang: messageLanguage(app), dir: "auto" }, bareMessage(why))),
          )
        : null,
      entry.corrected && !edited
        ? h(
            "details",
            { class: "before" },
            h("summary", {}, t("beforeCorrection")),
            differenceOf(currentText(entries, entry.name), entry.before ?? ""),
          )
        : null,
    );
    element.classList.toggle("is-edited", edited !== null);
  };
  const close = () => {
    element.classList.remove("is-correcting");
    content();
    (correctButton ?? element).focus();
  };
  const correct = () => {
    if (!mayCorrect || element.classList.contains("is-correcting")) return;
    element.classList.add("is-correcting");
    const form = correctForm(subject, entry, close);
    replace(body, form);
    /** @type {HTMLElement | null} */ (form.querySelector("textarea, input"))?.focus();
  };
  const itemOf = (/** @type {EventTarget | null} */ target) => {
    const item = target instanceof Element ? target.closest("[data-item]") : null;
    return item ? Number(/** @type {HTMLElement} */ (item).dataset.item) : null;
  };
  element.addEventListener("pointerover", (event) => acts.light(itemOf(event.target)));
  element.addEventListener("pointerleave", () => acts.unlight());
  element.addEventListener("focusin", () => {
    acts.light(null);
    acts.show(null);
  });
  body.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.target.closest("button, a, input, textarea, summary, label"))
      return;
    if (getSelection()?.isCollapsed !== false) acts.show(itemOf(event.target));
  });
  content();
  return {
    element,
    entry,
    correct,
    update() {
      if (!element.classList.contains("is-correcting")) content();
    },
  };
}
