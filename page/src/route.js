/** Where the page is: kept in the address behind `#`, so that it can be linked and gone back to. */

/** @typedef {{ view: string, values: Map<string, string[]> }} Route */

/** The views that need a value say so by the key of it. */
const BY_KEY = ["job", "document"];

/**
 * @param {string} text
 */
function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return text;
  }
}

/**
 * @param {string} text
 */
function encoded(text) {
  return encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
}

/**
 * `#check&code=unsure` is the view `check`; `#job=ID&field=NAME` is the view `job`; anything else are the jobs.
 * @param {string} fragment
 * @returns {Route}
 */
export function routeOf(fragment) {
  /** @type {Route} */
  const route = { view: "", values: new Map() };
  for (const part of fragment.replace(/^#/, "").split("&")) {
    if (part === "") continue;
    const sign = part.indexOf("=");
    const key = decoded(sign < 0 ? part : part.slice(0, sign));
    if (sign < 0) {
      if (route.view === "") route.view = key;
      else route.values.set(key, [""]);
      continue;
    }
    route.values.set(key, [...(route.values.get(key) ?? []), decoded(part.slice(sign + 1))]);
    if (route.view === "" && BY_KEY.includes(key)) route.view = key;
  }
  if (route.view === "") route.view = "jobs";
  return route;
}

/**
 * The fragment of a view: the same for the same values, those that are empty left out.
 * @param {string} view
 * @param {Record<string, string | number | boolean | null | undefined | string[]>} [values]
 */
export function fragmentOf(view, values = {}) {
  const parts = BY_KEY.includes(view) ? [] : [view];
  for (const [key, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === true) parts.push(key);
      else if (one !== null && one !== undefined && one !== false && one !== "")
        parts.push(`${key}=${encoded(String(one))}`);
    }
  }
  return `#${parts.join("&")}`;
}

/**
 * @param {Route} route
 * @param {string} key
 */
export function valueAt(route, key) {
  return route.values.get(key)?.[0] ?? null;
}

/**
 * A route's fragment again, some of its values changed.
 * @param {Route} route
 * @param {Record<string, string | number | boolean | null | undefined | string[]>} changes
 */
export function withValues(route, changes) {
  /** @type {Record<string, any>} */
  const values = {};
  for (const [key, value] of route.values) values[key] = value.length === 1 && value[0] === "" ? true : value;
  return fragmentOf(route.view, { ...values, ...changes });
}
