/** The pages of a document with boxes over them. */
import { calm } from "./app.js";
import { h, iconButton, replace, svg } from "./dom.js";
import { t } from "./language.js";

/** @typedef {import("./data.d.ts").Document} PageDocument */
/** @typedef {import("./data.d.ts").Place} Place */
/**
 * @typedef {object} Outline a box on a page
 * @property {string} name of what it belongs to
 * @property {string} tag shown at its corner; empty for none
 * @property {number | null} item
 * @property {Place} place
 * @property {"field" | "item" | "leftover"} kind
 */
/**
 * @typedef {object} Viewer
 * @property {HTMLElement} element
 * @property {(name: string | null, item?: number | null) => void} light lights the boxes of one thing, none else
 * @property {(name: string, item?: number | null) => void} show scrolls its first box into view
 * @property {(page: number) => void} showPage
 */

/** The size of a page of which nothing is known. */
const A4 = { width: 595, height: 842, picture: null };

/**
 * A page of the document: only what is its own, so that "constructor" is none.
 * @param {PageDocument | null} document
 * @param {number} page
 */
export function pageOf(document, page) {
  return document && Object.hasOwn(document.pages, page) ? document.pages[page] : A4;
}

/**
 * @param {Outline} outline
 * @param {{ light: (name: string | null, item: number | null) => void, choose: (name: string, item: number | null) => void }} act
 */
function boxOf(outline, act) {
  const [, x0, y0, x1, y1] = outline.place;
  const spread = outline.kind === "item" ? 0.5 : 1.5;
  const box = svg("g", { class: `box box-${outline.kind}` });
  box.dataset.name = outline.name;
  if (outline.item !== null) box.dataset.item = String(outline.item);
  const size = { width: Math.max(1, x1 - x0 + 2 * spread), height: Math.max(1, y1 - y0 + 2 * spread) };
  box.append(svg("rect", { x: x0 - spread, y: y0 - spread, rx: 1.5, ...size }));
  if (outline.tag !== "") {
    const width = 4.5 + outline.tag.length * 4;
    const left = Math.max(0, x0 - spread - width);
    box.append(
      svg("rect", { class: "box-tag", x: left, y: y0 - spread, width, height: 8.6, rx: 1.8 }),
      svg(
        "text",
        { x: left + width / 2, y: y0 - spread + 6.6, "text-anchor": "middle", "font-size": 6.6 },
        outline.tag,
      ),
    );
  }
  box.addEventListener("pointerenter", () => act.light(outline.name, outline.item));
  box.addEventListener("pointerleave", () => act.light(null, null));
  box.addEventListener("click", () => act.choose(outline.name, outline.item));
  return box;
}

/**
 * @param {import("./app.js").App} app
 * @param {import("./data.d.ts").Source} source whose pages they are
 * @param {object} options
 * @param {PageDocument | null} options.document
 * @param {number[]} options.pages
 * @param {Outline[]} options.outlines
 * @param {(name: string | null, item: number | null) => void} options.onLight
 * @param {(name: string, item: number | null) => void} options.onChoose
 * @returns {Viewer}
 */
export function viewerOf(app, { file, href, pages: total }, { document, pages, outlines, onLight, onChoose }) {
  const scroller = h("div", {
    class: "viewer-pages",
    tabindex: 0,
    role: "region",
    "aria-label": t("viewerLabel", { file }),
  });
  let zoom = 1;
  const setZoom = (/** @type {number} */ now) => {
    zoom = Math.min(3, Math.max(0.5, now));
    scroller.style.setProperty("--zoom", String(zoom));
    shown.textContent = `${Math.round(zoom * 100)} %`;
  };
  const shown = h("span", { class: "zoom", "aria-live": "polite" }, "100 %");
  const bar = h(
    "div",
    { class: "viewer-bar" },
    h("span", { class: "viewer-file" }, h("bdi", {}, file)),
    iconButton("minus", t("zoomOut"), () => setZoom(zoom - 0.25)),
    shown,
    iconButton("plus", t("zoomIn"), () => setZoom(zoom + 0.25)),
  );
  /** @type {Map<number, HTMLElement>} */
  const figures = new Map();
  for (const page of pages) {
    const { width, height, picture } = pageOf(document, page);
    const sheet = h("div", { class: "sheet" });
    sheet.style.setProperty("aspect-ratio", `${width} / ${height}`);
    const label = total ? t("pageOf", { page, total }) : t("page", { page });
    if (picture) {
      const image = h("img", {
        alt: label,
        loading: "lazy",
        decoding: "async",
        width: Math.round(width),
        height: Math.round(height),
      });
      image.addEventListener("error", () => image.remove());
      image.src = `report/${picture}`;
      sheet.append(image);
    }
    const overlay = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "overlay", "aria-hidden": "true" });
    const area = (/** @type {Outline} */ { place }) => (place[3] - place[1]) * (place[4] - place[2]);
    // Small boxes over large ones: each can be pointed at.
    const here = outlines.filter((outline) => outline.place[0] === page).sort((a, b) => area(b) - area(a));
    overlay.append(...here.map((outline) => boxOf(outline, { light: onLight, choose: onChoose })));
    sheet.append(overlay);
    const open = href
      ? h("a", { href: `${href}#page=${page}`, target: "_blank", rel: "noopener" }, t("openPage", { page }))
      : null;
    const figure = h("figure", { class: "page" }, sheet, h("figcaption", {}, h("span", {}, label), open));
    figures.set(page, figure);
    scroller.append(figure);
  }
  if (pages.length === 0) replace(scroller, h("p", { class: "quiet" }, t("noPages")));
  const of = (/** @type {string} */ name, /** @type {number | null} */ item) =>
    [...scroller.querySelectorAll(".box")].filter((box) => {
      const data = /** @type {SVGElement} */ (box).dataset;
      return data.name === name && (item === null || data.item === undefined || data.item === String(item));
    });
  const scrollTo = (/** @type {Element} */ element) => {
    const from = scroller.getBoundingClientRect();
    const to = element.getBoundingClientRect();
    if (to.top >= from.top + 8 && to.bottom <= from.bottom - 8) return;
    scroller.scrollTo({ top: scroller.scrollTop + to.top - from.top - 60, behavior: calm() ? "auto" : "smooth" });
  };
  const bare = document !== null && pages.some((page) => pageOf(document, page).picture === null);
  const { pictures } = app.index;
  const missing = bare && pictures !== "all" ? t(pictures === "none" ? "noPictures" : "somePictures") : null;
  const told = missing && h("p", { class: "viewer-note" }, missing);
  return {
    element: h("div", { class: "viewer" }, bar, told, scroller),
    light(name, item = null) {
      for (const box of scroller.querySelectorAll(".box.lit")) box.classList.remove("lit");
      if (name === null) return;
      for (const box of of(name, item)) {
        const own = /** @type {SVGElement} */ (box).dataset.item;
        // The whole lights without its items; an item lights alone within its whole.
        if (item === null ? !box.classList.contains("box-item") : own === String(item) || own === undefined) {
          box.classList.add("lit");
        }
      }
    },
    show(name, item = null) {
      const boxes = of(name, item);
      const first = boxes.find((box) => /** @type {SVGElement} */ (box).dataset.item === String(item)) ?? boxes[0];
      if (first) scrollTo(first);
    },
    showPage(page) {
      const figure = figures.get(page);
      if (figure) scrollTo(figure);
    },
  };
}

/**
 * The outlines of a job's entries.
 * @param {import("./entries.js").Entry[]} entries
 * @returns {Outline[]}
 */
export function outlinesOf(entries) {
  return entries.flatMap((entry, at) => {
    const tagged = new Set();
    const whole = entry.boxes.some((box) => box.item === null);
    return entry.boxes.map((box) => {
      const page = box.place[0];
      const isItem = whole && box.item !== null;
      const tag = isItem || tagged.has(page) ? "" : String(entry.number);
      if (!isItem) tagged.add(page);
      /** @type {Outline} */
      const outline = { name: String(at), tag, item: box.item, place: box.place, kind: isItem ? "item" : "field" };
      return outline;
    });
  });
}
