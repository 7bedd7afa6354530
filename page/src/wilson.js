/** How sure a rate is that was counted on a sample. */

/**
 * The Wilson interval of 95 %.
 * @param {number} hits
 * @param {number} tries
 * @returns {[number, number] | null} nothing where nothing was tried
 */
export function wilson(hits, tries) {
  if (tries === 0) return null;
  const z = 1.959964;
  const rate = hits / tries;
  const base = 1 + (z * z) / tries;
  const centre = rate + (z * z) / (2 * tries);
  const reach = z * Math.sqrt((rate * (1 - rate)) / tries + (z * z) / (4 * tries * tries));
  return [Math.max(0, (centre - reach) / base), Math.min(1, (centre + reach) / base)];
}
