import assert from "node:assert/strict";
import { test } from "node:test";
import { correctionsText, Edits, settledField } from "../../src/edits.js";
import { correctable, entriesOf, fullName, joined, wrongForm } from "../../src/fields.js";
import { nextOpen, pointsOf, stateOf } from "../../src/points.js";

const edit = (record_id, field, value, was = "") => ({
  record_id,
  job_id: "",
  edition: "",
  field,
  value,
  was,
  note: "",
});

function memory() {
  let text = null;
  return {
    read: () => text,
    write: (now) => {
      text = now;
    },
  };
}

test("corrections.csv has its columns, semicolons, a mark, and quotes where they are needed", () => {
  const text = correctionsText([
    edit("b/x", "sections.training", 'Deux ans;\n"oui"', "Un an"),
    edit("a/x", "theme", "Soin", "(empty)"),
  ]);
  assert.equal(
    text,
    '\ufeffrecord_id;job_id;edition;field;value;was;note\r\na/x;;;theme;Soin;(empty);\r\nb/x;;;sections.training;"Deux ans;\n""oui""";Un an;\r\n',
  );
});

test("edits outlive a reload, and count as unsaved until a file has them", () => {
  const store = memory();
  const edits = new Edits(store);
  edits.put(edit("a/x", "theme", "Soin"));
  edits.put(edit("a/x", "label", "X"));
  assert.equal(edits.unsaved(), 2);
  edits.markWritten();
  assert.equal(edits.unsaved(), 0);
  edits.put(edit("a/x", "label", "Y"));
  edits.takeBack("a/x", "theme");
  const again = new Edits(store);
  assert.equal(again.of("a/x", "label").value, "Y");
  assert.equal(again.of("a/x", "theme"), null);
  assert.equal(again.unsaved(), 2);
});

test("what the browser kept wrongly does no harm", () => {
  assert.equal(new Edits({ read: () => "{nonsense", write() {} }).count, 0);
  assert.equal(new Edits({ read: () => '{"edits":{"a":null,"__proto__":{}}}', write() {} }).count >= 0, true);
});

test("an issue is settled under its code and field", () => {
  assert.equal(settledField({ code: "unsure", field: "title" }), "issues.unsure:title");
  assert.equal(settledField({ code: "section-missing:outlook", field: "outlook" }), "issues.section-missing:outlook");
  assert.equal(settledField({ code: "ocr", field: null }), "issues.ocr");
});

test("fields are written as tables have them, and wrong forms are told", () => {
  assert.equal(fullName("missions"), "sections.missions");
  assert.equal(fullName("theme"), "theme");
  assert.ok(
    correctable("sections.lieux-d-exercice") &&
      correctable("x_priorite") &&
      correctable("fields.Salaire") &&
      !correctable("issues.ocr") &&
      !correctable("record_id"),
  );
  assert.deepEqual(entriesOf("departments", " A |B | "), ["A", "B"]);
  assert.equal(joined("sections.training", ["A", "B"]), "A\nB");
  assert.equal(wrongForm("rncp_levels", "5 | 6"), null);
  assert.ok(wrongForm("rncp_levels", "9"));
  assert.ok(wrongForm("title", " "));
  assert.ok(wrongForm("edition", "janvier"));
  assert.equal(wrongForm("edition", ""), null);
  assert.equal(wrongForm("relevance", "-0,5"), null);
  assert.ok(wrongForm("relevance", "2"));
  assert.equal(wrongForm("constructor", "x"), null);
});

test("the worst comes first, an empty field and its issue are one point, and states follow edits", () => {
  const job = (id, more) => ({ id, source: 0, confidence: 0.97, empty: [], issues: [], ...more });
  const issue = (job, code, field, severity = "warning") => ({
    severity,
    code,
    source: 0,
    page: 1,
    job,
    field,
    message: "",
    hint: null,
    settled: "",
  });
  const index = {
    sources: [{ id: "s" }],
    jobs: [
      job("s/a", { confidence: 0.8 }),
      job("s/b", { empty: ["outlook", "theme"] }),
      job("s/c", { confidence: 0.5 }),
    ],
    issues: [
      issue(1, "section-missing", "outlook"),
      issue(0, "unsure", "title"),
      issue(null, "file-failed", null, "error"),
      issue(null, "outside-sheets", null, "info"),
    ],
  };
  const points = pointsOf(index);
  assert.deepEqual(
    points.map((point) => [point.kind, point.job, point.field]),
    [
      ["error", null, null],
      ["info", null, null],
      ["empty", 1, "sections.outlook"],
      ["empty", 1, "theme"],
      ["unsure", 2, null],
      ["unsure", 0, "title"],
    ],
  );
  const edits = new Edits(memory());
  assert.equal(stateOf(index, edits, points[2]), "open");
  edits.put(edit("s/b", "issues.section-missing:outlook", "seen"));
  assert.equal(stateOf(index, edits, points[2]), "seen");
  edits.put(edit("s/a", "title", "X"));
  assert.equal(stateOf(index, edits, points[5]), "corrected");
  const open = (point) => stateOf(index, edits, point) === "open";
  assert.equal(nextOpen(points, 1, 1, open), 3);
  assert.equal(nextOpen(points, 4, 1, open), 0);
  assert.equal(nextOpen(points, 0, -1, open), 4);
  assert.equal(nextOpen([], 0, 1, open), null);
});
