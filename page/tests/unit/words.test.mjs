import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { filled } from "../../src/language.js";
import { WORDS } from "../../src/words.js";
import { KNOWN } from "../../src/words_data.js";

const SOURCE = new URL("../../src/", import.meta.url);
const sources = readdirSync(SOURCE)
  .filter((name) => name.endsWith(".js") && !name.startsWith("words"))
  .map((name) => readFileSync(new URL(name, SOURCE), "utf8"));
const all = sources.join("\n");

test("every word is there in both languages, with the same things to fill in", () => {
  const holes = (text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();
  for (const [word, { fr, en }] of Object.entries(WORDS)) {
    assert.ok(fr && en, word);
    assert.deepEqual(holes(fr), holes(en), word);
    assert.doesNotMatch(fr, /\w'\w/, `${word} has a straight apostrophe`);
  }
  for (const [kind, names] of Object.entries(KNOWN)) {
    for (const [name, both] of Object.entries(names))
      assert.ok(both.length === 2 && both[0] && both[1], `${kind}.${name}`);
  }
});

test("every word that is asked for is there, and none is there for nothing", () => {
  const asked = new Set([...all.matchAll(/\bt\(\s*"(\w+)"/g)].map((match) => match[1]));
  for (const word of asked) assert.ok(Object.hasOwn(WORDS, word), word);
  const patterns = [...all.matchAll(/\bt\([^)]*?`(\w+_)\$\{/g)].map((match) => match[1]);
  for (const word of Object.keys(WORDS)) {
    const named = asked.has(word) || all.includes(`"${word}"`) || patterns.some((start) => word.startsWith(start));
    assert.ok(named, `${word} is never used`);
  }
});

test("views hold no words of their own", () => {
  for (const source of sources) {
    for (const [literal] of source.matchAll(/(?<=, )"[A-ZÀ-Ý][a-zà-ÿ]+(?: [a-zà-ÿ]+)*"(?=[,)])/g)) {
      assert.ok(
        ['"Français"', '"English"'].includes(literal) || /^"Arrow|^"Home|^"End|^"Escape|^"Enter/.test(literal),
        literal,
      );
    }
  }
});

test("one and more have their own forms", () => {
  assert.equal(filled("{n} métier|{n} métiers", { n: 0 }, "fr"), "0 métier");
  assert.equal(filled("{n} métier|{n} métiers", { n: 1 }, "fr"), "1 métier");
  assert.equal(filled("{n} métier|{n} métiers", { n: 2 }, "fr"), "2 métiers");
  assert.equal(filled("{n} job|{n} jobs", { n: 0 }, "en"), "0 jobs");
  assert.equal(filled("{n} job|{n} jobs", { n: 1 }, "en"), "1 job");
  assert.equal(filled("5 ¦ 6, {what}", { what: "$&" }, "en"), "5 | 6, $&");
});
