import assert from "node:assert/strict";
import { test } from "node:test";
import { correctedFields, entriesOfJob, entryName, pagesOf, reportText } from "../../src/entries.js";
import { small } from "../small.mjs";

const parts = new Map(small());
const job = parts.get("index").jobs[1];
const detail = parts.get("jobs/0")[1];
const entries = entriesOfJob(job, detail);

test("entries are numbered as their boxes are, and an opinion is one of them", () => {
  assert.deepEqual(
    entries.map((entry) => [entry.number, entry.name]),
    [
      [1, "title"],
      [2, "theme"],
      [3, "departments"],
      [4, "hours"],
      [5, "opinion"],
      [6, "fields.Salaire"],
      [7, "sections.missions"],
      [8, "sections.training"],
      [9, "sections.lieux-d-exercice"],
      [0, "sections.outlook"],
    ],
  );
  const opinion = entries.find((entry) => entry.name === "opinion");
  assert.deepEqual(opinion.texts, ["0.75", "0.45"]);
  assert.equal(opinion.boxes.length, 1);
  assert.equal(entryName("relevance"), "opinion");
  assert.deepEqual(correctedFields("opinion"), ["relevance", "transposability"]);
});

test("a required field without a value is there, and has no box", () => {
  const empty = entries.find((entry) => entry.name === "sections.outlook");
  assert.ok(empty.required && empty.boxes.length === 0);
});

test("what the report says of a corrected field is what it said before", () => {
  const corrected = entriesOfJob(parts.get("index").jobs[0], parts.get("jobs/0")[0]);
  assert.equal(reportText(corrected, "sections.lieux-d-exercice"), "Hopital.");
  assert.equal(reportText(entries, "departments"), "Direction des soins | Direction générale");
});

test("a label that says what the title says is left out", () => {
  const label = { ...detail.fields[0], name: "label" };
  assert.ok(
    !entriesOfJob(job, { ...detail, fields: [...detail.fields, label] }).some((entry) => entry.name === "label"),
  );
});

test("pages are those of the job, then others of its boxes", () => {
  assert.deepEqual(pagesOf(job, entries), [3, 4]);
  assert.deepEqual(pagesOf({ ...job, pages: [4, 5] }, entries), [4, 5, 3]);
  assert.deepEqual(pagesOf({ ...job, pages: null }, entries), [3, 4]);
});
