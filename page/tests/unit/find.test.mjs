import assert from "node:assert/strict";
import { test } from "node:test";
import { Finder } from "../../src/find.js";
import { fold, plain, terms } from "../../src/text.js";
import { many } from "../many.mjs";

const index = [...many(200)].find(([name]) => name === "index")[1];
const finder = new Finder(index);

test("accents, capitals and apostrophes say nothing", () => {
  assert.equal(fold("Cœur d’Éthique"), "coeur d'ethique");
  assert.deepEqual(terms("  Été «santé numérique»  x"), ["ete", "sante numerique", "x"]);
});

test("all words are to be found, in titles at once and in texts once they are there", () => {
  const titled = finder.find("mediateur", new Map(), null).jobs;
  assert.ok(titled.length > 0 && titled.every((job) => index.jobs[job].title.includes("Médiateur")));
  assert.equal(finder.find("anesthesie zzz", new Map(), null).jobs.length, 0);
  const texts = index.jobs.map((_, at) => (at === 7 ? "un mot rarissime" : ""));
  assert.deepEqual(finder.find("rarissime", new Map(), texts).jobs, [7]);
});

test("values of one facet are either, facets are both, and counts say what a value would leave", () => {
  const choice = new Map([
    ["country", new Set(["DE", "US"])],
    ["family", new Set(["Soins"])],
  ]);
  const found = finder.find("", choice, null);
  assert.ok(
    found.jobs.every(
      (job) => ["DE", "US"].includes(index.jobs[job].country) && index.jobs[job].families.includes("Soins"),
    ),
  );
  const norway = finder.find(
    "",
    new Map([
      ["country", new Set(["NO"])],
      ["family", new Set(["Soins"])],
    ]),
    null,
  ).jobs.length;
  assert.equal(found.counts.get("country").get("NO") ?? 0, norway);
});

test("a title that begins with the word comes first", () => {
  const jobs = finder.find(
    "technicien",
    new Map(),
    index.jobs.map(() => "technicien"),
  ).jobs;
  const first = finder.sorted(jobs, "relevance", "technicien", null)[0];
  assert.match(index.jobs[first].title, /^Technicien/);
  const confidences = finder.sorted(jobs, "confidence", "", null).map((job) => index.jobs[job].confidence);
  assert.deepEqual(
    confidences,
    [...confidences].sort((a, b) => a - b),
  );
});

test("a whole word in the texts comes before one within another", () => {
  const texts = index.jobs.map((_, at) => (at === 3 ? "la continuite" : at === 9 ? "de nuitee, la nuit" : ""));
  assert.deepEqual(finder.sorted([3, 9], "relevance", "nuit", texts), [9, 3]);
});

test("the window's title turns no direction", () => {
  assert.equal(plain("abc\u202edcb\u2066x"), "abcdcbx");
});
