/** The page begins here. */
import { appOf } from "./app.js";
import { auditView } from "./audit_view.js";
import { changesView } from "./changes_view.js";
import { checkView } from "./check_view.js";
import { awaitData, receive } from "./load.js";
import { documentsView, documentView } from "./documents_view.js";
import { h, replace } from "./dom.js";
import { jobView } from "./job_view.js";
import { jobsView } from "./jobs_view.js";
import { listenToKeys, showHelp } from "./keys.js";
import { isServed, listenToWindows, loadKept, storageWorks } from "./kept.js";
import { t } from "./language.js";
import { notice } from "./pieces.js";
import { overviewView } from "./overview_view.js";
import { routeOf } from "./route.js";
import { offerEarlier } from "./save.js";
import { restoreChoices, shellOf } from "./shell.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./app.js").View} View */
/** @typedef {(app: App, route: import("./route.js").Route, main: HTMLElement) => View} MakeView */

/** @type {Record<string, MakeView>} */
const VIEW_OF = {
  jobs: jobsView,
  job: jobView,
  check: checkView,
  documents: documentsView,
  document: documentView,
  changes: changesView,
  overview: overviewView,
  audit: auditView,
};

/**
 * @param {import("./data.d.ts").Index} index
 * @param {{ header: HTMLElement, main: HTMLElement, live: HTMLElement, banner: HTMLElement }} places
 */
function start(index, { header, main, live, banner }) {
  // The program that serves the page has reports under addresses of its own.
  if (isServed()) {
    for (const [place, source] of index.sources.entries()) source.href = source.href && `source/${place}`;
  }
  /** @type {View | null} */
  let view = null;
  /** @type {Map<string, number>} */
  const scrolled = new Map();
  const app = appOf(index, {
    announce(text) {
      live.textContent = text;
    },
    redraw() {
      shell = shellOf(app, header);
      draw(false);
    },
  });
  const draw = (/** @type {boolean} */ arrived) => {
    const route = routeOf(location.hash);
    if (arrived && view?.moved?.(route)) return;
    view?.end?.();
    const make = Object.hasOwn(VIEW_OF, route.view) ? VIEW_OF[route.view] : jobsView;
    main.className = `view-${route.view}`;
    view = make(app, route, main);
    document.title = `${view.title} – ingest`;
    shell.mark(route.values.has("check") ? "check" : route.view);
    if (!arrived) return;
    window.scrollTo(0, scrolled.get(location.hash) ?? 0);
    const heading = main.querySelector("h1");
    if (heading && !main.contains(document.activeElement)) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  };
  let shell = shellOf(app, header);
  window.addEventListener("scroll", () => scrolled.set(location.hash, window.scrollY), { passive: true });
  window.addEventListener("hashchange", () => draw(true));
  app.edits.listeners.add(() => {
    shell.update();
    view?.edited?.();
  });
  listenToWindows((key) => {
    // Another window of the same page corrected something.
    if (key.startsWith("ingest:edits:")) {
      app.edits.read();
      shell.update();
      view?.edited?.();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!storageWorks() && app.edits.unsaved() > 0) event.preventDefault();
  });
  const toSearch = () => {
    location.hash = "#jobs";
    setTimeout(() => document.getElementById("search")?.focus());
  };
  listenToKeys(() => ({ "/": toSearch, "?": showHelp, ...view?.keys }));
  history.scrollRestoration = "manual";
  draw(false);
  performance.mark("first-rows");
  offerEarlier(app, banner);
}

/** Builds the frame and waits for the index, and for what the program kept. */
function begin() {
  restoreChoices();
  const ready = loadKept().then(restoreChoices);
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  const header = /** @type {HTMLElement} */ (document.getElementById("header"));
  const live = h("div", { class: "hidden", role: "status", "aria-live": "polite" });
  const banner = h("div", { class: "banner-place" });
  main.before(banner);
  document.body.append(live);
  const failed = () => replace(main, h("h1", {}, t("noData")), notice(t("noDataWhy")));
  document.querySelector('script[src$="report/index.js"]')?.addEventListener("error", failed);
  Promise.all([awaitData("index"), ready]).then(([index]) => {
    if (index.format === 1) start(index, { header, main, live, banner });
    else replace(main, notice(t("otherFormat")));
  });
}

/** @type {any} */ (globalThis).ingest = receive;
begin();
