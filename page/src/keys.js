/** Single keys: they may be switched off, and are none while something is being typed. */
import { h, iconButton } from "./dom.js";
import { keep, kept } from "./kept.js";
import { t } from "./language.js";

const NAME = "ingest:keys";

/** Whether single keys do something. */
export function keysOn() {
  return kept(NAME) !== "off";
}

/**
 * Whether a key that is pressed there is typed, not meant for the page.
 * @param {EventTarget | null} target
 */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}

/**
 * Calls what a single key stands for.
 * @param {() => Record<string, () => void>} keysNow
 */
export function listenToKeys(keysNow) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (!keysOn() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const keys = keysNow();
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
}

/**
 * A dialogue with a title and a way to close it.
 * @param {string} title
 * @param {...import("./dom.js").Child} content
 * @returns {HTMLDialogElement}
 */
export function dialogue(title, ...content) {
  const dialog = h(
    "dialog",
    { "aria-labelledby": "dialogue-title" },
    h(
      "header",
      {},
      h("h2", { id: "dialogue-title" }, title),
      iconButton("cross", t("close"), () => dialog.close()),
    ),
    ...content,
  );
  dialog.addEventListener("close", () => dialog.remove());
  // A click beside it closes it: such a click is on the dialogue itself.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** What the keys do, and the switch that turns them off. */
export function showHelp() {
  const line = (/** @type {string[]} */ keys, /** @type {string} */ does) => [
    h("dt", {}, ...keys.flatMap((key) => [h("kbd", {}, key), " "])),
    h("dd", {}, does),
  ];
  const box = h("input", { type: "checkbox", id: "keys-on", checked: keysOn() });
  box.addEventListener("change", () => keep(NAME, box.checked ? null : "off"));
  dialogue(
    t("helpTitle"),
    h("p", {}, t("helpIntro")),
    h(
      "dl",
      { class: "keys" },
      ...line(["j", "k"], t("helpMove")),
      ...line(["v"], t("helpSeen")),
      ...line(["x"], t("helpWrong")),
      ...line(["c"], t("helpCorrect")),
      ...line(["n", "p"], t("helpJobs")),
      ...line(["1", "2", "3"], t("helpAudit")),
      ...line(["/"], t("helpSearch")),
      ...line(["?"], t("helpHelp")),
    ),
    h("p", {}, t("helpAlways")),
    h("label", { class: "tick", for: "keys-on" }, box, t("helpSwitch")),
  );
}
