/** Tables as text: what is downloaded or saved. */

/**
 * A cell; put into quotes where it needs them.
 * @param {string} cell
 */
function quoted(cell) {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * A table as a French Excel opens and saves it: semicolons, UTF-8 with a mark, lines that end as on Windows.
 * @param {readonly string[]} columns
 * @param {string[][]} rows
 */
export function tableText(columns, rows) {
  const lines = [columns, ...rows].map((row) => row.map(quoted).join(";"));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
