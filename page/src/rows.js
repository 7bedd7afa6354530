/** A long list of which only the rows in sight are made. */
import { h } from "./dom.js";

/** Rows made beyond the window's edges, so that Tab and scrolling find them there. */
const BEYOND = 12;

/**
 * @typedef {object} Rows
 * @property {HTMLElement} element
 * @property {(count: number) => void} show
 * @property {() => void} refresh makes the rows in sight anew
 * @property {(place: number) => void} focus
 * @property {() => void} end
 */

/**
 * A list of rows of one height. It scrolls with the window; the arrow keys, Home and End go from row to row.
 * @param {object} options
 * @param {string} options.label
 * @param {(place: number) => HTMLElement} options.row the content of a row: a link or a button among it
 * @param {() => number} options.height of a row, in pixels
 * @returns {Rows}
 */
export function rowsOf({ label, row, height }) {
  const list = h("ol", { class: "rows", "aria-label": label });
  /** @type {Map<number, HTMLElement>} */
  const made = new Map();
  let count = 0;
  let all = false;

  const place = () => {
    const tall = height();
    list.style.setProperty("--row-height", `${tall}px`);
    list.style.setProperty("height", `${count * tall}px`);
    const top = -list.getBoundingClientRect().top;
    const first = all ? 0 : Math.max(0, Math.floor(top / tall) - BEYOND);
    const last = all ? count : Math.min(count, Math.ceil((top + window.innerHeight) / tall) + BEYOND);
    for (const [at, element] of made) {
      // The row that has the focus stays: it would be lost with it.
      if ((at < first || at >= last) && !element.contains(document.activeElement)) {
        element.remove();
        made.delete(at);
      }
    }
    for (let at = first; at < last; at += 1) {
      if (made.has(at)) continue;
      const element = h("li", { "aria-setsize": count, "aria-posinset": at + 1, "data-place": at }, row(at));
      element.style.setProperty("top", `${at * tall}px`);
      made.set(at, element);
      // In the order of the list, which is that of Tab.
      const next = [...made.keys()].filter((other) => other > at).sort((a, b) => a - b)[0];
      list.insertBefore(element, next === undefined ? null : (made.get(next) ?? null));
    }
  };
  const clear = () => {
    made.clear();
    list.replaceChildren();
  };
  const focus = (/** @type {number} */ at) => {
    const to = Math.max(0, Math.min(count - 1, at));
    if (count === 0) return;
    const tall = height();
    const top = list.getBoundingClientRect().top + to * tall;
    if (top < 90 || top + tall > window.innerHeight) window.scrollBy(0, top - window.innerHeight / 3);
    place();
    /** @type {HTMLElement | null | undefined} */ (made.get(to)?.querySelector("a, button"))?.focus();
  };
  list.addEventListener("keydown", (event) => {
    const item = /** @type {HTMLElement} */ (event.target).closest("li");
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = Number(item.dataset.place);
    /** @type {Record<string, number>} */
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 };
    if (!Object.hasOwn(to, event.key)) return;
    event.preventDefault();
    focus(to[event.key]);
  });
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (list.isConnected) place();
    });
  };
  const resized = () => {
    clear();
    soon();
  };
  const print = (/** @type {boolean} */ whole) => () => {
    all = whole;
    clear();
    place();
  };
  const before = print(true);
  const after = print(false);
  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", resized);
  window.addEventListener("beforeprint", before);
  window.addEventListener("afterprint", after);
  return {
    element: list,
    show(now) {
      count = now;
      clear();
      place();
    },
    refresh() {
      const focused = list.contains(document.activeElement);
      const at = Number(document.activeElement?.closest("li")?.getAttribute("data-place"));
      clear();
      place();
      if (focused) focus(at);
    },
    focus,
    end() {
      window.removeEventListener("scroll", soon);
      window.removeEventListener("resize", resized);
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    },
  };
}
