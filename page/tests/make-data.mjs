// Writes data of the page, to develop and test with. A real dataset is written by the program itself.
//   node tests/make-data.mjs 5000 FOLDER     a large one that is made up
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { write } from "../join.mjs";
import { many } from "./many.mjs";

/** Writes a value as the script that hands it over. */
export function put(folder, name, value) {
  const path = join(folder, "report", `${name}.js`);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, `ingest(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [count, folder] = process.argv.slice(2);
  rmSync(folder, { recursive: true, force: true });
  for (const [name, value] of many(Number(count))) put(folder, name, value);
  write(folder);
}
