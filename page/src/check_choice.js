/** Which points are gone through: as the list of points was last chosen. */
import { valueAt } from "./route.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./points.js").Point} Point */
/** @typedef {import("./route.js").Route} Route */

/**
 * The points that a route chooses: by kind, code, document. Those that are only told are left out unless asked for.
 * @param {App} app
 * @param {Route} route
 * @returns {Point[]}
 */
export function pointsChosen(app, route) {
  const kind = valueAt(route, "kind");
  const code = valueAt(route, "code");
  const source = app.sources.get(valueAt(route, "source") ?? "");
  return app.points.filter(
    (point) =>
      (kind ? point.kind === kind : point.kind !== "info") &&
      (!code || point.code === code) &&
      (source === undefined || point.source === source),
  );
}

/** @type {{ fragment: string, chosen: Point[] | null, of: (app: App) => Point[] }} */
export const chosenPoints = {
  fragment: "#check",
  chosen: null,
  of(app) {
    return this.chosen ?? app.points.filter((point) => point.kind !== "info");
  },
};
