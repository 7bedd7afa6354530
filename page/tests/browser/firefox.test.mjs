// The way that an analyst goes, in Firefox: from a double click to the corrections in a file.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { small } from "../small.mjs";
import { address, complaints, firefox, noFirefox, site } from "./support.mjs";

const options = { skip: noFirefox };
const downloads = mkdtempSync(join(tmpdir(), "page-downloads-"));
let root = "";
let opened = null;

before(async () => {
  if (noFirefox) return;
  root = site(small(), "métiers à relire ");
  opened = await firefox(downloads);
});

after(async () => {
  await opened?.close();
  for (const folder of [root, downloads]) if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Runs with a new window at a fragment of the page; nothing may complain. */
function inFirefox(name, fragment, run) {
  test(name, options, async () => {
    const page = await opened.newPage();
    const found = complaints(page);
    await page.goto(address(root, fragment));
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await run(page);
    assert.deepEqual(found, []);
    await page.close();
  });
}

const text = (page, selector) => page.$eval(selector, (element) => element.innerText);
const count = (page, selector) => page.$$eval(selector, (elements) => elements.length);
const rows = (page, n) =>
  page.waitForFunction((n) => document.querySelectorAll(".rows li").length === n, { timeout: 10_000 }, n);

inFirefox("Firefox: what is typed is found, what is chosen filters, and a job opens", "", async (page) => {
  await rows(page, 3);
  await page.type("#search", "LUMIERE");
  await rows(page, 1);
  await page.$eval("#search", (search) => search.select());
  await page.type("#search", "carnet de nuit");
  await rows(page, 3);
  assert.deepEqual(
    await page.$$eval(".rows li:nth-child(1) .row-found mark", (marks) => marks.map((m) => m.innerText)),
    ["carnet", "de", "nuit"],
  );
  await page.click("summary::-p-text(Pays)");
  await (await page.waitForSelector('input[value="NO"]')).click();
  await rows(page, 1);
  assert.match(page.url(), /#jobs&q=carnet%20de%20nuit&country=NO$/);
  await page.click(".rows a");
  await page.waitForSelector(".entry");
  assert.equal(await text(page, "h1"), "Guide de lumière");
});

inFirefox("Firefox: pointing at a field lights its box, at a box its field", "#job=nouveau/veilleur", async (page) => {
  await page.waitForSelector(".sheet img");
  await page.hover('[data-name="departments"] [data-item="1"]');
  assert.deepEqual(await page.$$eval(".box.lit", (boxes) => boxes.map((box) => box.dataset.item)), ["1"]);
  const box = await page.evaluateHandle(() =>
    [...document.querySelectorAll(".page .box-field")]
      .find((box) => box.querySelector("text")?.textContent === "2")
      .querySelector("rect"),
  );
  await box.hover();
  assert.equal(await page.$eval(".entry.lit", (entry) => entry.dataset.name), "theme");
  assert.ok(await page.$eval(".sheet img", (image) => image.complete && image.naturalWidth > 0));
});

inFirefox("Firefox: points are settled and corrected by keys, kept and downloaded", "#check", async (page) => {
  await page.click(".start a");
  await page.waitForSelector("main.view-document .check-bar");
  await page.keyboard.press("j");
  await page.waitForSelector(".entry:focus");
  await page.keyboard.press("v");
  assert.match(await text(page, ".check-point"), /vu/);
  await page.keyboard.press("j");
  await page.waitForSelector('[data-name="sections.training"]:focus');
  await page.keyboard.press("c");
  await page.waitForSelector("form.correct textarea:focus");
  await page.$eval("form.correct textarea", (area) => area.select());
  await page.keyboard.type("Trois ans.");
  await page.click("form.correct .primary");
  await page.waitForSelector(".edited");
  await page.reload();
  await page.waitForSelector(".edited");
  assert.equal(await text(page, ".badge"), "2");
  await page.click(".edits-button");
  await page.click("dialog .primary");
  await page.waitForFunction(() => !document.querySelector(".badge"));
  const file = join(downloads, "corrections.csv");
  for (let tries = 0; tries < 100 && !existsSync(file); tries += 1) await new Promise((go) => setTimeout(go, 50));
  assert.equal(
    readFileSync(file, "utf8"),
    "\ufeffrecord_id;job_id;edition;field;value;was;note\r\n" +
      "nouveau/guide-de-lumiere;;;sections.training;Trois ans.;Deux ans, dont 1 050 heures de stage.;\r\n" +
      "nouveau/veilleur;;;issues.section-missing:outlook;seen;;\r\n",
  );
});

inFirefox("Firefox: the page speaks English and turns dark, and remembers both", "#jobs", async (page) => {
  const light = await page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
  await page.click(".language");
  assert.equal(await text(page, ".count"), "3 jobs");
  await page.click("button[aria-label='Dark colours']");
  await page.reload();
  assert.equal(await text(page, ".count"), "3 jobs");
  assert.equal(await page.$eval("html", (html) => html.lang), "en");
  assert.notEqual(await page.$eval("body", (body) => getComputedStyle(body).backgroundColor), light);
});

inFirefox("Firefox: every view opens without a complaint", "", async (page) => {
  const fragments = ["#check", "#documents", "#document=nouveau", "#changes", "#overview", "#audit&seed=7&jobs=0,2"];
  for (const fragment of fragments) {
    await page.goto(address(root, fragment));
    await page.waitForSelector("main h1");
    assert.equal(await count(page, ".notice"), 0, fragment);
  }
});
