/** The dataset: handed over by scripts in `report/`, each loaded when it is first needed. */

/** @typedef {import("./data.d.ts").Index} Index */
/** @typedef {import("./data.d.ts").JobDetail} JobDetail */
/** @typedef {import("./data.d.ts").Document} PageDocument */

/** @type {Map<string, (value: any) => void>} */
const awaited = new Map();
/** @type {Map<string, any>} */
const arrived = new Map();
/** @type {Map<string, Promise<any>>} */
const asked = new Map();

/**
 * What the scripts call. The page hangs it on `window` before any of them loads.
 * @param {string} name
 * @param {any} value
 */
export function receive(name, value) {
  arrived.set(name, value);
  awaited.get(name)?.(value);
  awaited.delete(name);
}

/**
 * Waits for what a script in the shell hands over.
 * @param {string} name
 * @returns {Promise<any>}
 */
export function awaitData(name) {
  if (arrived.has(name)) return Promise.resolve(arrived.get(name));
  return new Promise((resolve) => awaited.set(name, resolve));
}

/**
 * The value of `report/<name>.js`; the script is loaded once.
 * @param {string} name
 * @returns {Promise<any>}
 */
export function load(name) {
  const known = asked.get(name);
  if (known) return known;
  const promise = new Promise((resolve, reject) => {
    if (arrived.has(name)) {
      resolve(arrived.get(name));
      return;
    }
    const script = document.createElement("script");
    const fail = () => {
      // So that another try is made when it is asked for again.
      asked.delete(name);
      reject(new Error(`report/${name}.js`));
    };
    script.src = `report/${name}.js`;
    script.addEventListener("error", fail);
    script.addEventListener("load", () => {
      script.remove();
      if (arrived.has(name)) resolve(arrived.get(name));
      else fail();
    });
    document.head.append(script);
  });
  asked.set(name, promise);
  return promise;
}

/**
 * Everything of a job.
 * @param {Index} index
 * @param {number} job its place
 * @returns {Promise<JobDetail>}
 */
export async function loadJob(index, job) {
  const chunk = await load(`jobs/${Math.floor(job / index.jobsPerChunk)}`);
  const detail = chunk[job % index.jobsPerChunk];
  if (!detail) throw new Error(`report/jobs/${Math.floor(job / index.jobsPerChunk)}.js`);
  return detail;
}

/**
 * The pages of a source; nothing when it has none.
 * @param {Index} index
 * @param {number} source its place
 * @returns {Promise<PageDocument | null>}
 */
export async function loadDocument(index, source) {
  const document = index.sources[source]?.document ?? null;
  return document === null ? null : load(`documents/${document}`);
}

/**
 * The texts of all jobs: as they are, and as they are searched.
 * @typedef {{ shown: string[], searched: string[] }} AllTexts
 */
/** @type {{ texts: AllTexts | null, promise: Promise<AllTexts> | null }} */
const search = { texts: null, promise: null };

/**
 * The texts of all jobs, if they were loaded.
 * @returns {AllTexts | null}
 */
export function loadedTexts() {
  return search.texts;
}

/**
 * The texts of all jobs, one chunk after the other so that the page stays quick.
 * @param {Index} index
 * @param {(text: string) => string} prepare
 * @returns {Promise<AllTexts>}
 */
export function loadTexts(index, prepare) {
  search.promise ??= (async () => {
    /** @type {AllTexts} */
    const texts = { shown: [], searched: [] };
    for (let chunk = 0; chunk * index.jobsPerText < index.jobs.length; chunk += 1) {
      for (const text of await load(`texts/${chunk}`)) {
        texts.shown.push(text);
        texts.searched.push(prepare(text));
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
    search.texts = texts;
    return texts;
  })();
  search.promise.catch(() => {
    search.promise = null;
  });
  return search.promise;
}
