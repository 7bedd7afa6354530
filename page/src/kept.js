/**
 * What is kept between visits: by the browser, or, where the program serves the page, by the program. A browser keeps by
 * the address, and the program's is another one each time.
 */

/** @type {Map<string, string>} */
const memory = new Map();
/** Whether what is kept outlives the window, and whether the program keeps it. */
const storage = { works: true, served: false };
/** @type {BroadcastChannel | null} to other windows of the page that the program serves */
let windows = null;
/** @type {(key: string) => void} what is to be done when another window kept something */
let heard = () => {};
/** What is sent to the program: one thing after the other. */
let sent = Promise.resolve();

/** Whether the program itself serves the page, and takes what is saved. */
export function isServed() {
  return location.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
}

/** Whether what is typed outlives the window. */
export function storageWorks() {
  return storage.works;
}

/** Asks the program for what it keeps, where it serves the page. */
export async function loadKept() {
  if (!isServed()) return;
  // Heard before it is asked for: what another window keeps meanwhile is newer than the answer.
  const newer = new Set();
  const channel = new BroadcastChannel("ingest");
  channel.addEventListener("message", ({ data }) => {
    newer.add(data.key);
    if (data.value === null) memory.delete(data.key);
    else memory.set(data.key, data.value);
    heard(data.key);
  });
  try {
    const answer = await fetch("kept");
    if (!answer.ok) throw new Error(String(answer.status));
    for (const [key, value] of Object.entries(await answer.json())) {
      if (!newer.has(key)) memory.set(key, String(value));
    }
    storage.served = true;
    windows = channel;
  } catch {
    // The browser keeps it as long as this address lasts.
    storage.works = false;
    channel.close();
    memory.clear();
  }
}

/**
 * Hands a change to the program and to other windows.
 * @param {string} key
 * @param {string | null} value
 */
function send(key, value) {
  sent = sent.then(async () => {
    try {
      const answer = await fetch("kept", { method: "POST", body: JSON.stringify({ [key]: value }) });
      storage.works = answer.ok;
    } catch {
      storage.works = false;
    }
    // Not before: a window that opens in between is told by the program.
    windows?.postMessage({ key, value });
  });
}

/**
 * @param {string} key
 * @returns {string | null}
 */
export function kept(key) {
  if (storage.served) return memory.get(key) ?? null;
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
  const inMemory = () => (value === null ? memory.delete(key) : memory.set(key, value));
  if (storage.served) {
    if (kept(key) === value) return;
    inMemory();
    send(key, value);
    return;
  }
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    storage.works = false;
    inMemory();
  }
}

/**
 * Keys that begin so.
 * @param {string} start
 */
export function keptKeys(start) {
  const inMemory = () => [...memory.keys()].filter((key) => key.startsWith(start));
  if (storage.served) return inMemory();
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch {
    return inMemory();
  }
}

/**
 * Calls when another window of this page kept something.
 * @param {(key: string) => void} act
 */
export function listenToWindows(act) {
  window.addEventListener("storage", (event) => act(event.key ?? ""));
  heard = act;
}

/**
 * Where this page's things are kept: two datasets on one disk share what the browser calls an origin. The program keeps
 * those of one dataset alone.
 * @param {string} kind
 * @param {string} [digest]
 */
export function keptName(kind, digest = "") {
  return `ingest:${kind}:${storage.served ? "" : location.pathname}:${digest}`;
}
