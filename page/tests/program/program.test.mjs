// The page as the program writes and serves it: what is corrected there is in the next dataset, and every box covers the
// words of its field. `INGEST` names the program; `INGEST_PYTHON` a Python with PyMuPDF.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { browser, complaints } from "../browser/support.mjs";

const PROGRAM = process.env.INGEST;
const PYTHON = process.env.INGEST_PYTHON ?? "python3";
const INPUTS = fileURLToPath(new URL("../../../inputs", import.meta.url));
const skip = PROGRAM ? false : "INGEST names no program";

/** A folder with blanks and accents in its name. */
const place = mkdtempSync(join(tmpdir(), "métiers à relire "));
const ingest = (...args) => {
  const run = spawnSync(PROGRAM, args, { cwd: place, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  assert.equal(run.status, 0, run.stderr);
  return run;
};
/** The dataset, as it was written. */
const dataset = () => JSON.parse(readFileSync(join(place, "outputs/jobs.json"), "utf8"));

let chromium;
before(async () => {
  if (skip) return;
  mkdirSync(join(place, "inputs"));
  cpSync(INPUTS, join(place, "inputs"), { recursive: true });
  ingest("--quiet");
  chromium = await browser();
});
after(async () => {
  await chromium?.end();
  rmSync(place, { recursive: true, force: true });
});

test("the page opens from a disk, and has every job", { skip }, async () => {
  const page = await chromium.context.newPage();
  const found = complaints(page);
  await page.goto(pathToFileURL(join(place, "outputs/report.html")).href);
  await page.waitForSelector(".rows li");
  assert.match(await page.locator(".count").innerText(), new RegExp(`^${dataset().jobs.length} `));
  for (const job of dataset().jobs.slice(0, 5)) {
    await page.goto(
      `${pathToFileURL(join(place, "outputs/report.html")).href}#job=${encodeURIComponent(job.record_id)}`,
    );
    await page.waitForSelector(`h1:has-text("${job.label}")`);
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".page img, .page image")].some((picture) => picture.complete ?? true),
    );
  }
  assert.deepEqual(found, []);
  await page.close();
});

test("a box covers the words of its field, as another reader finds them", { skip }, async () => {
  const script = `
import json, sys, unicodedata, pymupdf
fold = lambda text: "".join(c for c in unicodedata.normalize("NFKD", text).lower() if c.isalnum())
asked, found = json.load(sys.stdin), []
files = {}
for file, page, box in asked:
    document = files.setdefault(file, pymupdf.open(file))
    clip = pymupdf.Rect(box) + (-1, -1, 1, 1)
    found.append(fold(document[page - 1].get_textbox(clip)))
print(json.dumps(found))
`;
  const fold = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "");
  const page = await chromium.context.newPage();
  const asked = [];
  const wanted = [];
  for (const job of dataset().jobs) {
    await page.goto(
      `${pathToFileURL(join(place, "outputs/report.html")).href}#job=${encodeURIComponent(job.record_id)}`,
    );
    await page.waitForSelector(".entry .entry-body");
    for (const spot of job.where.title ?? []) {
      asked.push([join(place, "inputs", job.file), spot.page, spot.box]);
      wanted.push([job.record_id, fold(job.title)]);
    }
    // What is hovered over lights up its own boxes, and no others.
    await page.hover('.entry[data-name="title"] .entry-body');
    const lit = await page.locator(".box.lit").count();
    assert.equal(lit, (job.where.title ?? []).length, job.record_id);
  }
  const found = JSON.parse(execFileSync(PYTHON, ["-c", script], { input: JSON.stringify(asked), encoding: "utf8" }));
  for (const [at, text] of found.entries()) {
    const [record, title] = wanted[at];
    assert.ok(title.includes(text) || text.includes(title), `${record}: “${text}” is not “${title}”`);
  }
  await page.close();
});

/** Serves the page while `run` has its address. */
async function whileServed(run) {
  const server = spawn(PROGRAM, ["view", "--no-browser"], { cwd: place, env: { ...process.env, LC_ALL: "C" } });
  try {
    let told = "";
    const address = await new Promise((found, failed) => {
      server.stderr.on("data", (text) => {
        told += text;
        const line = /http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]+\/report\.html/.exec(told);
        if (line) found(line[0]);
      });
      server.on("exit", () => failed(new Error(`it ended: ${told}`)));
    });
    await run(address);
  } finally {
    server.removeAllListeners("exit");
    server.kill("SIGINT");
  }
}

test("what was typed and is in no file yet is there when the page is served again", { skip }, async () => {
  const job = dataset().jobs[0];
  const at = (address) => `${address}#job=${encodeURIComponent(job.record_id)}&field=label`;
  await whileServed(async (address) => {
    const page = await chromium.context.newPage();
    await page.goto(at(address));
    await page.waitForSelector(".entry:focus");
    await page.keyboard.press("c");
    await page.locator("form.correct input, form.correct textarea").first().fill("Pas encore enregistré");
    const kept = page.waitForResponse((answer) => answer.url().endsWith("/kept"));
    await page.click("form.correct .primary");
    assert.equal((await kept).status(), 200);
    await page.close();
  });
  // A run in between takes nothing of it away.
  ingest("--quiet", "--format", "json,csv", "--report", "yes");
  await whileServed(async (address) => {
    const page = await chromium.context.newPage();
    await page.goto(at(address));
    await page.waitForSelector(".edited");
    assert.match(await page.locator(".edited").first().innerText(), /Pas encore enregistré/);
    assert.equal(await page.locator(".badge").innerText(), "1");
    await page.close();
  });
});

test("what is corrected and settled in the served page is in the next dataset", { skip }, async () => {
  await whileServed(async (address) => {
    const job = dataset().jobs[0];
    const page = await chromium.context.newPage();
    const found = complaints(page);
    await page.goto(`${address}#job=${encodeURIComponent(job.record_id)}&field=label`);
    await page.waitForSelector(".entry:focus");
    await page.keyboard.press("c");
    await page.locator("form.correct input, form.correct textarea").first().fill("Corrigé dans la page");
    await page.click("form.correct .primary");
    await page.waitForSelector(".edited");
    // The report itself is served, under an address of its own.
    const link = await page.locator("a[href^='source/']").first().getAttribute("href");
    const report = await page.request.get(new URL(link.split("#")[0], address).href);
    assert.equal(report.headers()["content-type"], "application/pdf");
    await page.click(".edits-button");
    const answered = page.waitForResponse((answer) => answer.url().includes("corrections"));
    await page.click("dialog .primary");
    assert.equal((await answered).status(), 200);
    assert.deepEqual(found, []);
    await page.close();
    assert.match(readFileSync(join(place, "inputs/corrections.csv"), "utf8"), /Corrigé dans la page/);
    const again = ingest();
    assert.match(again.stderr, /corrected: 1 value/);
    assert.equal(dataset().jobs[0].label, "Corrigé dans la page");
  });
});

test("an audit is led through from the address that the program prints", { skip }, async () => {
  const told = ingest("audit", "--sample", "3", "--seed", "5").stdout;
  const address = /file:\/\/\S+/.exec(told)[0];
  const page = await chromium.context.newPage();
  await page.goto(address);
  await page.waitForSelector(".audit-acts");
  await page.keyboard.press("j");
  await page.keyboard.press("2");
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("button:has-text('audit.csv')")]);
  const saved = join(place, "audit.csv");
  await file.saveAs(saved);
  assert.match(ingest("audit", saved).stdout, /all fields +1 +1 +100\.0 %/);
  await page.close();
});
