import assert from "node:assert/strict";
import { test } from "node:test";
import { Audit } from "../../src/audit.js";
import { difference } from "../../src/difference.js";
import { safeAddress } from "../../src/dom.js";
import { fragmentOf, routeOf, valueAt, withValues } from "../../src/route.js";
import { wilson } from "../../src/wilson.js";

test("differences put together are the two texts", () => {
  const cases = [
    ["a b c", "a x c"],
    ["", "neu"],
    ["alt", ""],
    ["un deux trois quatre", "deux trois un quatre"],
    ["a\nb", "a b"],
    ["même", "même"],
  ];
  const bare = (text) => text.replace(/\s+/g, "");
  for (const [before, after] of cases) {
    const pieces = difference(before, after);
    const side = (kind) =>
      pieces
        .filter((piece) => piece.kind !== kind)
        .map((piece) => piece.text)
        .join("");
    assert.equal(side("removed"), after);
    assert.equal(bare(side("added")), bare(before));
  }
  assert.deepEqual(
    difference("900 heures de stage", "1 050 heures de stage").map((piece) => piece.kind),
    ["removed", "added", "same"],
  );
});

test("long texts that share nothing are told whole", () => {
  const before = Array.from({ length: 3000 }, (_, at) => `a${at}`).join(" ");
  const after = Array.from({ length: 3000 }, (_, at) => `b${at}`).join(" ");
  assert.equal(difference(before, after).length, 2);
});

test("addresses keep where the page is", () => {
  const route = routeOf("#job=panorama/veilleur&field=sections.missions&check");
  assert.equal(route.view, "job");
  assert.equal(valueAt(route, "job"), "panorama/veilleur");
  assert.ok(route.values.has("check"));
  assert.equal(withValues(route, { field: "theme" }), "#job=panorama/veilleur&field=theme&check");
  assert.equal(routeOf("").view, "jobs");
  assert.equal(routeOf("#audit").view, "audit");
  assert.equal(routeOf("#job=a%2Fb").view, "job");
  assert.equal(valueAt(routeOf("#jobs&q=100%"), "q"), "100%");
  const written = fragmentOf("jobs", { q: "é & = #", theme: ["a b", "c,d"], order: "" });
  assert.deepEqual(
    routeOf(written).values,
    new Map([
      ["q", ["é & = #"]],
      ["theme", ["a b", "c,d"]],
    ]),
  );
});

test("only addresses that lead to files and the web are followed", () => {
  for (const bad of [
    "javascript:alert(1)",
    "JAVA\nSCRIPT:alert(1)",
    " \u0001javascript:x",
    "data:text/html,x",
    "//host/share",
    "\\\\host\\share",
    "vbscript:x",
    "file:///etc/passwd",
    "",
  ])
    assert.equal(safeAddress(bad), null, bad);
  for (const good of ["../inputs/a.pdf", "a%20b.pdf#page=3", "https://example.org/x", "#jobs", "été/rapport 1.pdf"])
    assert.equal(safeAddress(good), good);
});

test("Wilson's interval", () => {
  assert.equal(wilson(0, 0), null);
  const [low, high] = wilson(1, 20);
  assert.ok(Math.abs(low - 0.0089) < 0.0005 && Math.abs(high - 0.2361) < 0.0005);
  assert.equal(wilson(0, 10)[0], 0);
  assert.ok(wilson(10, 10)[1] > 0.9999);
});

test("an audit counts what was judged, keeps it, and hands it over", () => {
  let text = null;
  const store = {
    read: () => text,
    write: (now) => {
      text = now;
    },
  };
  const audit = new Audit(store);
  audit.put("a/x", "title", { verdict: "right", note: "" });
  audit.put("a/x", "theme", { verdict: "wrong", note: "un; deux" });
  audit.put("b/x", "theme", { verdict: "unclear", note: "" });
  const again = new Audit(store);
  assert.equal(
    again.text(),
    '\ufeffrecord_id;field;verdict;note\r\na/x;theme;wrong;"un; deux"\r\na/x;title;right;\r\nb/x;theme;unclear;\r\n',
  );
  const rates = again.rates();
  assert.deepEqual(
    rates.map(({ field, tries, wrong, unclear }) => [field, tries, wrong, unclear]),
    [
      ["", 2, 1, 1],
      ["title", 1, 0, 0],
      ["theme", 1, 1, 1],
    ],
  );
  again.put("a/x", "theme", null);
  assert.equal(new Audit(store).of("a/x", "theme"), null);
});
