// Joins the modules of the page into one classic script, and its style sheets into one. The build of the program does
// the same by the same rule (README.md): it needs no Node.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));

/** @param {string} path */
const read = (path) => readFileSync(join(HERE, path), "utf8");

/** The lines of a list of files. @param {string} path */
export const listed = (path) =>
  read(path)
    .split("\n")
    .filter((line) => line !== "");

/** A module as it stands in the script. @param {string} text */
export function stripped(text) {
  const lines = text.split("\n").filter((line) => !line.startsWith("import "));
  return lines.map((line) => (line.startsWith("export ") ? line.slice("export ".length) : line)).join("\n");
}

export const script = () =>
  `(function () {\n"use strict";\n${listed("src/order.txt")
    .map((name) => stripped(read(`src/${name}`)))
    .join("\n")}})();\n`;

export const style = () =>
  listed("styles/order.txt")
    .map((name) => read(`styles/${name}`))
    .join("\n");

/** Writes the page without its data. @param {string} folder */
export function write(folder) {
  mkdirSync(join(folder, "report"), { recursive: true });
  writeFileSync(join(folder, "report.html"), read("report.html"));
  writeFileSync(join(folder, "report/page.js"), script());
  writeFileSync(join(folder, "report/page.css"), style());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) write(process.argv[2] ?? ".");
