// The rules that make joining the modules trivial: README.md tells them.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { listed, script, stripped, style } from "../../join.mjs";

const SOURCE = new URL("../../src/", import.meta.url);
const STYLES = new URL("../../styles/", import.meta.url);
const modules = readdirSync(SOURCE).filter((name) => name.endsWith(".js"));
const text = new Map(modules.map((name) => [name, readFileSync(new URL(name, SOURCE), "utf8")]));
const order = listed("src/order.txt");

test("every module and every style sheet is in its list, once", () => {
  assert.deepEqual([...order].sort(), [...modules].sort());
  assert.deepEqual(
    [...listed("styles/order.txt")].sort(),
    readdirSync(STYLES)
      .filter((name) => name.endsWith(".css"))
      .sort(),
  );
});

test("imports are named, on one line, without renaming, of modules that come before", () => {
  for (const [name, content] of text) {
    for (const line of content.split("\n").filter((one) => /^\s*import\b/.test(one))) {
      const match = line.match(/^import \{ (\w+(?:, \w+)*) \} from "\.\/([\w.]+)";$/);
      assert.ok(match, `${name}: ${line}`);
      assert.ok(
        order.indexOf(match[2]) >= 0 && order.indexOf(match[2]) < order.indexOf(name),
        `${name} comes before ${match[2]}`,
      );
      for (const imported of match[1].split(", ")) {
        assert.match(
          text.get(match[2]),
          new RegExp(`^export (?:async )?(?:function\\*?|const|class) ${imported}\\b`, "m"),
          `${name}: ${imported}`,
        );
      }
    }
  }
});

test("exports are declarations, none is a default", () => {
  for (const [name, content] of text) {
    for (const line of content.split("\n").filter((one) => /^\s*export\b/.test(one))) {
      assert.match(line, /^export (?:async function|function\*?|const|class) /, `${name}: ${line}`);
    }
    assert.doesNotMatch(
      content,
      /\bimport\(["'`](?!\.\/[\w.]+\.(?:js|d\.ts)["'])|import\.meta|^.*\bawait import/m,
      name,
    );
  }
});

test("names at the top of modules are unique", () => {
  const seen = new Map();
  for (const [name, content] of text) {
    for (const [, declared] of content.matchAll(
      /^(?:export )?(?:async )?(?:function\*?|const|let|var|class) (\w+)/gm,
    )) {
      assert.ok(!seen.has(declared), `${declared} is in ${seen.get(declared)} and in ${name}`);
      seen.set(declared, name);
    }
  }
});

test("the joined script is one classic script", () => {
  const joined = script();
  assert.doesNotMatch(joined, /^(?:import|export) /m);
  assert.doesNotThrow(() => new Function(joined));
  assert.equal(stripped('import { a } from "./a.js";\nexport function b() {}\n'), "function b() {}\n");
  assert.match(style(), /:root/);
});

test("files are short, and none parses markup or code", () => {
  for (const [name, content] of text) {
    assert.ok(content.split("\n").length <= 400, name);
    assert.doesNotMatch(
      content,
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\("style"/,
      name,
    );
  }
});

test("the shell allows nothing from elsewhere and nothing inline", () => {
  const shell = readFileSync(new URL("../../report.html", import.meta.url), "utf8");
  const policy = shell.match(/Content-Security-Policy" content="([^"]+)"/)[1];
  assert.match(policy, /^default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|https?:|data:|\*/);
  assert.doesNotMatch(shell, /<script(?! src="report\/)|<style|\son\w+=|style=/);
});
