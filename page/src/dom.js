/**
 * Elements of the page. Words of documents only ever become text nodes or attribute values: no markup is parsed anywhere.
 */

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Attribute */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An address that may be followed: a relative path, or http(s). Anything else (`javascript:`, `data:`, another host's
 * share) is none.
 * @param {string | null | undefined} address
 * @returns {string | null}
 */
export function safeAddress(address) {
  if (!address) return null;
  // Browsers drop these inside a scheme: "java\nscript:" is one.
  const bare = [...address].filter((letter) => letter > " ").join("");
  if (/^https?:\/\//i.test(bare)) return address;
  if (/^[a-z][a-z0-9+.-]*:/i.test(bare) || /^[/\\]{2}/.test(bare)) return null;
  return address;
}

/**
 * @param {Element} element
 * @param {Record<string, Attribute>} attributes
 */
function put(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") {
      element.addEventListener(name.replace(/^on/, ""), value);
      continue;
    }
    if (/^on|^style$|^srcdoc$/i.test(name)) throw new Error(`the attribute ${name} is not set from a text`);
    if (name === "href" || name === "src") {
      const address = safeAddress(String(value));
      if (address !== null) element.setAttribute(name, address);
      continue;
    }
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/**
 * An HTML element. Attributes whose value is a function are listeners: `{ onclick: () => … }`.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  put(element, attributes);
  append(element, children);
  return element;
}

/**
 * An SVG element.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  put(element, attributes);
  append(element, children);
  return /** @type {SVGElementTagNameMap[T]} */ (element);
}

/**
 * Puts these in place of what an element has.
 * @param {Element} element
 * @param {...Child} children
 */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * Words of a document: kept apart from the page's own in their direction, and read as French.
 * @param {string} text
 * @param {string} [name] a class
 */
export function words(text, name) {
  return h("bdi", { lang: "fr", class: name }, text);
}

/** Paths of the icons, on a square of 16. */
const ICONS = {
  copy: "M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z",
  link: "M6.5 9.5l3-3M7 4.5l1.5-1.5a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5L7.5 13a2.8 2.8 0 0 1-4-4L5 7.5",
  edit: "M3 13l.7-2.8L11 3l2 2-7.2 7.3zM9.5 4.5l2 2",
  check: "M3 8.5l3.5 3.5L13 4.5",
  cross: "M4 4l8 8M12 4l-8 8",
  left: "M10 3L5 8l5 5",
  right: "M6 3l5 5-5 5",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  page: "M4 2h5.5L12 4.5V14H4zM9 2v3h3",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5L14 14",
  error: "M8 4v5m0 2.5v.5M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
  warning: "M8 6v3.5m0 2v.5M8 2l6.5 11.5h-13z",
  info: "M8 7v4.5M8 4.5V5M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
  theme: "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12",
  save: "M8 2v8m-3-3l3 3 3-3M3 13.5h10",
};

/**
 * A drawing beside words or in a button with a label; says nothing by itself.
 * @param {keyof typeof ICONS} name
 */
export function icon(name) {
  const path = svg("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.5 });
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" },
    path,
  );
}

/**
 * A button that is an icon.
 * @param {keyof typeof ICONS} name
 * @param {string} label
 * @param {(event: any) => void} act
 */
export function iconButton(name, label, act) {
  return h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, onclick: act },
    icon(name),
  );
}
