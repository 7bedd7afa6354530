/** What a person should check: empty required fields, unsure values and issues, the worst first. */
import { settledField } from "./edits.js";
import { fullName } from "./fields.js";

/** @typedef {import("./data.d.ts").Index} Index */
/** @typedef {import("./edits.js").Edits} Edits */
/**
 * @typedef {object} Point
 * @property {number | null} source
 * @property {number | null} job
 * @property {string | null} field as corrections have it
 * @property {number | null} issue its place in the index
 * @property {"error" | "empty" | "unsure" | "warning" | "info"} kind
 * @property {string} code
 * @property {number} confidence of the value that is unsure, else of the job
 */
/** @typedef {"open" | "seen" | "wrong" | "corrected"} PointState */

/** The worst first. */
export const KINDS = /** @type {const} */ (["error", "empty", "unsure", "warning", "info"]);

/**
 * @param {{ severity: string, code: string }} issue
 * @returns {Point["kind"]}
 */
function kindOf(issue) {
  if (issue.severity === "error") return "error";
  if (issue.code === "unsure") return "unsure";
  return issue.severity === "warning" ? "warning" : "info";
}

/**
 * All points: job after job, the job with the worst point first; of equals, the least sure.
 * @param {Index} index
 * @returns {Point[]}
 */
export function pointsOf(index) {
  /** @type {Map<string, Point[]>} */
  const groups = new Map();
  const add = (/** @type {Point} */ point) => {
    const key = point.job === null ? `file ${point.source}` : `job ${point.job}`;
    const group = groups.get(key);
    if (group) group.push(point);
    else groups.set(key, [point]);
  };
  /** @type {Map<string, number>} */
  const empties = new Map();
  index.jobs.forEach((job, place) => {
    for (const name of job.empty) empties.set(`${place} ${fullName(name)}`, place);
  });
  index.issues.forEach((issue, place) => {
    const job = issue.job === null ? null : index.jobs[issue.job];
    const sign = issue.code.indexOf(":");
    const told = issue.field ?? (sign < 0 ? null : issue.code.slice(sign + 1));
    const field = told === null ? null : fullName(told);
    const confidence = issue.confidence ?? job?.confidence ?? 1;
    // An empty field and the issue that tells it are one point.
    const isEmpty = issue.job !== null && field !== null && empties.delete(`${issue.job} ${field}`);
    const kind = isEmpty ? "empty" : kindOf(issue);
    add({ source: issue.source, job: issue.job, field, issue: place, kind, code: issue.code, confidence });
  });
  for (const [key, place] of empties) {
    const job = index.jobs[place];
    const field = key.slice(key.indexOf(" ") + 1);
    const { source, confidence } = job;
    add({ source, job: place, field, issue: null, kind: "empty", code: "field-missing", confidence });
  }
  index.jobs.forEach((job, place) => {
    if (job.confidence >= 0.9 || groups.get(`job ${place}`)?.some((point) => point.kind === "unsure")) return;
    const { source, confidence } = job;
    add({ source, job: place, field: null, issue: null, kind: "unsure", code: "unsure", confidence });
  });
  const rank = (/** @type {Point} */ point) => KINDS.indexOf(point.kind);
  const sorted = [...groups.values()];
  for (const group of sorted) group.sort((a, b) => rank(a) - rank(b) || a.confidence - b.confidence);
  sorted.sort(
    (a, b) => rank(a[0]) - rank(b[0]) || a[0].confidence - b[0].confidence || (a[0].job ?? -1) - (b[0].job ?? -1),
  );
  return sorted.flat();
}

/**
 * The code under which a point is settled.
 * @param {Index} index
 * @param {Point} point
 */
export function pointField(index, point) {
  const issue = point.issue === null ? null : index.issues[point.issue];
  return settledField(issue ?? { code: point.code, field: point.field });
}

/**
 * What the line that settles it names: the record, or the file where it is of none.
 * @param {Index} index
 * @param {Point} point
 */
export function pointRecord(index, point) {
  return point.job === null ? (index.sources[point.source ?? -1]?.file ?? "") : index.jobs[point.job].id;
}

/**
 * What became of it: in the dataset, or in this page since.
 * @param {Index} index
 * @param {Edits} edits
 * @param {Point} point
 * @returns {PointState}
 */
export function stateOf(index, edits, point) {
  const record = pointRecord(index, point);
  const here = edits.of(record, pointField(index, point))?.value;
  if (here === "seen" || here === "wrong") return here;
  if (point.field !== null && edits.of(record, point.field)) return "corrected";
  const settled = point.issue === null ? "" : index.issues[point.issue].settled;
  return settled === "" ? "open" : settled;
}

/**
 * The next point that is open, round the end; the same one when it is the only one.
 * @param {Point[]} points
 * @param {number} from
 * @param {1 | -1} step
 * @param {(point: Point) => boolean} isOpen
 * @returns {number | null}
 */
export function nextOpen(points, from, step, isOpen) {
  for (let tries = 1; tries <= points.length; tries += 1) {
    const place = (((from + step * tries) % points.length) + points.length) % points.length;
    if (isOpen(points[place])) return place;
  }
  return null;
}
