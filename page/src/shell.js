/** What stands round every view: the ways to the views, the edits, the language and the colours. */
import { h, icon, replace } from "./dom.js";
import { keep, kept, keptName } from "./kept.js";
import { showHelp } from "./keys.js";
import { language, setLanguage, t } from "./language.js";
import { showEdits } from "./save.js";

/** @typedef {import("./app.js").App} App */

const VIEWS = /** @type {const} */ (["jobs", "check", "documents", "changes", "overview", "audit"]);

/** Under which of the views a view stands. */
const UNDER = /** @type {Record<string, string>} */ ({ job: "jobs", document: "documents" });

/** The colours and the language that were chosen before. */
export function restoreChoices() {
  const theme = kept("ingest:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  setLanguage(kept("ingest:language") === "en" ? "en" : "fr");
}

/** Whether the page is dark now, by choice or by the system. */
function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/**
 * @param {App} app
 * @param {HTMLElement} header
 */
export function shellOf(app, header) {
  const edits = h("button", { type: "button", class: "edits-button", onclick: () => showEdits(app) });
  const theme = h("button", { type: "button", class: "icon-button", onclick: () => turn() });
  const turn = () => {
    const now = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = now;
    keep("ingest:theme", now);
    label();
  };
  const label = () => {
    const text = t(isDark() ? "toLight" : "toDark");
    theme.setAttribute("aria-label", text);
    theme.title = text;
    replace(theme, icon("theme"));
  };
  const other = language() === "fr" ? "en" : "fr";
  const speak = () => {
    keep("ingest:language", other);
    setLanguage(other);
    app.redraw();
    /** @type {HTMLElement | null} */ (document.querySelector(".language"))?.focus();
  };
  const links = VIEWS.filter((view) => view !== "audit" || kept(keptName("sample", app.index.digest)) !== null).map(
    (view) => h("a", { href: `#${view}`, "data-view": view }, t(`view_${view}`)),
  );
  replace(
    header,
    h("a", { class: "skip", href: "#main", onclick: skip }, t("skip")),
    h("a", { class: "brand", href: "#jobs" }, h("span", {}, "ingest")),
    h("nav", { "aria-label": t("views") }, ...links),
    h(
      "div",
      { class: "shell-acts" },
      edits,
      h(
        "button",
        { type: "button", class: "language", lang: other, onclick: speak },
        other === "en" ? "English" : "Français",
      ),
      theme,
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": t("helpTitle"),
          title: t("helpTitle"),
          onclick: showHelp,
        },
        "?",
      ),
    ),
  );
  label();
  const update = () => {
    const unsaved = app.edits.unsaved();
    replace(
      edits,
      icon("edit"),
      h("span", { class: "edits-word" }, t("edits")),
      unsaved > 0 && h("span", { class: "badge" }, unsaved),
      unsaved > 0 && h("span", { class: "hidden" }, t("unsaved", { n: unsaved })),
    );
    edits.title = unsaved > 0 ? `${t("edits")} – ${unsaved} ${t("unsaved", { n: unsaved })}` : t("edits");
  };
  update();
  return {
    update,
    /** @param {string} view */
    mark(view) {
      for (const link of links) {
        if (link.dataset.view === (UNDER[view] ?? view)) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
    },
  };
}

/** The address is the view's: the way past the header may not change it. */
function skip(/** @type {Event} */ event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
