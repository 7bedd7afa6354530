/** What the browser keeps between visits. */

/** @type {Map<string, string>} */
const memory = new Map();
/** @type {{ works: boolean }} */
const storage = { works: true };

/** Whether what is typed outlives the window. */
export function storageWorks() {
  return storage.works;
}

/**
 * @param {string} key
 * @returns {string | null}
 */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    storage.works = false;
    return memory.get(key) ?? null;
  }
}

/**
 * @param {string} key
 * @param {string | null} value nothing takes it out
 */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    storage.works = false;
    if (value === null) memory.delete(key);
    else memory.set(key, value);
  }
}

/**
 * Keys that begin so.
 * @param {string} start
 */
export function keptKeys(start) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch {
    return [...memory.keys()].filter((key) => key.startsWith(start));
  }
}

/**
 * Where this page's things are kept: two datasets on one disk share what the browser calls an origin.
 * @param {string} kind
 * @param {string} [digest]
 */
export function keptName(kind, digest = "") {
  return `ingest:${kind}:${location.pathname}:${digest}`;
}
