import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { small } from "../small.mjs";
import { address, browser, complaints, noChromium, site } from "./support.mjs";

const options = { skip: noChromium };
let root = "";
let opened = null;

before(async () => {
  if (noChromium) return;
  root = site(small());
  opened = await browser();
});

after(async () => {
  await opened?.end();
  if (root) rmSync(root, { recursive: true, force: true });
});

/** Runs with a new window; nothing may complain, nothing be fetched. */
function inPage(name, fragment, run) {
  test(name, options, async () => {
    const page = await opened.context.newPage();
    const found = complaints(page);
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(address(root, fragment));
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await run(page);
    assert.deepEqual(found, []);
    assert.deepEqual(
      asked.filter((url) => !/^(file|blob):/.test(url)),
      [],
    );
    await page.close();
  });
}

const text = (page, selector) => page.locator(selector).first().innerText();

inPage("what is typed is found, in titles and in texts, and the address keeps it", "", async (page) => {
  assert.equal(await page.locator(".rows li").count(), 3);
  await page.fill("#search", "LUMIERE");
  await page.waitForFunction(() => document.querySelectorAll(".rows li").length === 1);
  await page.fill("#search", "carnet de nuit");
  await page.waitForFunction(() => document.querySelectorAll(".rows li").length === 3);
  // The words round what was found, in the text's own letters, and none where the title says it.
  await page.fill("#search", "ETABLIR nuit");
  await page.waitForFunction(() => document.querySelectorAll(".row-found").length === 3);
  assert.equal(await text(page, ".row-found"), "Établir un carnet de nuit.");
  assert.deepEqual(await page.locator(".rows li:nth-child(1) mark").allInnerTexts(), ["Établir", "nuit"]);
  await page.fill("#search", "lumiere");
  await page.waitForFunction(() => document.querySelectorAll(".rows li").length === 1);
  assert.equal(await text(page, ".row-title mark"), "lumière");
  assert.equal(await page.locator(".row-found").count(), 0);
  await page.fill("#search", "zzz");
  await page.waitForSelector(".notice");
  await page.fill("#search", "");
  await page.check('input[value="NO"]').catch(async () => {
    await page.click("summary:has-text('Pays')");
    await page.check('input[value="NO"]');
  });
  assert.equal(await page.locator(".rows li").count(), 1);
  assert.match(page.url(), /#jobs&country=NO$/);
  await page.reload();
  assert.equal(await page.locator(".rows li").count(), 1);
  assert.equal(await text(page, ".count"), "1 métier sur 3");
  await page.click("nav a[data-view=jobs]");
  await page.waitForFunction(() => document.querySelectorAll(".rows li").length === 3);
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll(".rows li").length === 1);
  await page.click(".rows a");
  await page.waitForSelector(".entry");
  await page.click(".back");
  await page.waitForSelector(".rows");
  assert.match(page.url(), /#jobs&country=NO$/);
});

inPage("a link to a field shows it and lights its boxes", "#job=nouveau/veilleur&field=missions", async (page) => {
  await page.waitForSelector(".entry:focus");
  assert.equal(await page.getAttribute(".entry:focus", "data-name"), "sections.missions");
  assert.equal(await page.locator(".box.lit").count(), 1);
  // Pointing elsewhere and away again leaves what has the focus lit.
  await page.hover('[data-name="theme"] h3');
  await page.mouse.move(2, 400);
  assert.equal(await page.getAttribute(".entry.lit", "data-name"), "sections.missions");
  assert.equal(await page.locator(".sheet img").count(), 1);
});

inPage(
  "a link to an issue marks it, and to what is gone says so",
  "#job=nouveau/veilleur&issue=section-missing:outlook",
  async (page) => {
    await page.waitForSelector(".issue.wanted");
    await page.goto(address(root, "#job=nowhere/none"));
    assert.equal(await text(page, "h1"), "Fiche introuvable");
    await page.goto(address(root, "#job=constructor"));
    assert.equal(await text(page, "h1"), "Fiche introuvable");
  },
);

inPage(
  "pointing at a field lights its box, at a box its field, at an item its own box",
  "#job=nouveau/veilleur",
  async (page) => {
    await page.hover('[data-name="departments"] [data-item="1"]');
    assert.deepEqual(await page.locator(".box.lit").evaluateAll((boxes) => boxes.map((box) => box.dataset.item)), [
      "1",
    ]);
    await page.hover('[data-name="sections.missions"] [data-item="2"]');
    const lit = await page.locator(".box.lit").evaluateAll((boxes) => boxes.map((box) => box.dataset.item ?? "whole"));
    assert.deepEqual(lit.sort(), ["2", "whole"]);
    await page.hover(".page >> nth=0 >> .box-field:has(text:text-is('2')) rect >> nth=0");
    assert.equal(await page.getAttribute(".entry.lit", "data-name"), "theme");
  },
);

inPage(
  "on a narrow screen, a number turns to the page and a box back to its field",
  "#job=nouveau/veilleur",
  async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.click('[data-name="departments"] .tag');
    assert.equal(await page.locator(".job-text").isVisible(), false);
    assert.equal(await page.getAttribute('[data-shows="pages"]', "aria-pressed"), "true");
    await page.click(".page >> nth=0 >> .box-field:has(text:text-is('2')) rect >> nth=0");
    assert.equal(await page.locator(".job-text").isVisible(), true);
    assert.equal(await page.getAttribute(".entry:focus", "data-name"), "theme");
  },
);

inPage("the same occupation stands side by side, with the words that differ", "#job=nouveau/veilleur", async (page) => {
  await page.click("#part-same ~ details summary");
  await page.waitForSelector(".side-by-side");
  assert.match(await text(page, ".side-by-side ins"), /900/);
  assert.match(await page.locator("#part-changes ~ .change ins").first().innerText(), /1 050/);
});

inPage("points are gone through and settled by keys, corrected, kept and downloaded", "#check", async (page) => {
  assert.match(await text(page, ".count"), /^3 à vérifier sur 3/);
  assert.match(await text(page, ".rows li:nth-child(1)"), /Page illisible/);
  assert.match(await text(page, ".rows li:nth-child(2)"), /Champ vide/);
  // Why a value is unsure is told without the field's name in the file, and how sure it is beside.
  assert.match(await text(page, ".rows li:nth-child(3)"), /Peu sûr.: Formation\n.*\nIt goes over.*62\s%/s);
  await page.click(".start a");
  // What is of no job is on the way as well.
  await page.waitForSelector("main.view-document .check-bar");
  assert.match(await text(page, ".check-bar"), /point 1 sur 3.*Page illisible.*cannot be read/s);
  assert.match(await text(page, ".issue.wanted code"), /ingest inspect/);
  await page.keyboard.press("x");
  assert.match(await text(page, ".check-point"), /fausse alerte/);
  await page.keyboard.press("j");
  await page.waitForSelector("main.view-job .check-bar");
  assert.match(await text(page, ".check-point"), /Perspectives/);
  await page.waitForSelector(".entry:focus");
  await page.keyboard.press("v");
  assert.match(await text(page, ".check-point"), /vu/);
  await page.keyboard.press("j");
  await page.waitForSelector('[data-name="sections.training"]:focus');
  assert.match(page.url(), /job=nouveau\/guide-de-lumiere/);
  assert.match(await text(page, ".check-why"), /It goes over columns/);
  await page.keyboard.press("c");
  await page.waitForSelector("form.correct textarea:focus");
  await page.keyboard.type("jkv?");
  assert.match(await page.inputValue("form.correct textarea"), /jkv\?$/);
  await page.fill("form.correct textarea", 'Trois ans ; un « stage ».\nPuis "plus".');
  await page.fill("#correct-note", "lu sur la page");
  await page.click("form.correct .primary");
  await page.waitForSelector(".edited");
  assert.equal(await text(page, ".badge"), "3");
  await page.reload();
  await page.waitForSelector(".edited");
  assert.equal(await text(page, ".badge"), "3");
  await page.click(".edits-button");
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("dialog .primary")]);
  assert.equal(file.suggestedFilename(), "corrections.csv");
  assert.equal(
    readFileSync(await file.path(), "utf8"),
    "\ufeffrecord_id;job_id;edition;field;value;was;note\r\n" +
      "nouveau.pdf;;;issues.page-unreadable;wrong;;\r\n" +
      'nouveau/guide-de-lumiere;;;sections.training;"Trois ans ; un « stage ».\nPuis ""plus"".";Deux ans, dont 1 050 heures de stage.;lu sur la page\r\n' +
      "nouveau/veilleur;;;issues.section-missing:outlook;seen;;\r\n",
  );
  assert.equal(await page.locator(".badge").count(), 0);
  await page.click("dialog li .icon-button >> nth=0");
  assert.equal(await text(page, ".badge"), "1");
});

inPage("single keys can be switched off", "#job=nouveau/veilleur", async (page) => {
  await page.waitForSelector(".entry");
  await page.keyboard.press("?");
  await page.waitForSelector("dialog");
  await page.uncheck("#keys-on");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.keyboard.press("?");
  await page.waitForTimeout(100);
  assert.equal(await page.locator("dialog").count(), 0);
});

inPage("wrong forms are told and nothing is kept", "#job=nouveau/veilleur&field=hours", async (page) => {
  await page.waitForSelector(".entry:focus");
  await page.keyboard.press("c");
  await page.fill("form.correct input >> nth=0", "beaucoup");
  await page.keyboard.press("Enter");
  assert.match(await text(page, ".form-error"), /2100:theory/);
  assert.equal(await page.locator(".badge").count(), 0);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("form.correct").count(), 0);
});

inPage("edits of an earlier dataset are offered", "", async (page) => {
  await page.evaluate(() => {
    const edit = {
      record_id: "nouveau/veilleur",
      job_id: "",
      edition: "",
      field: "theme",
      value: "Nuit",
      was: "",
      note: "",
    };
    localStorage.setItem(
      `ingest:edits:${location.pathname}:before`,
      JSON.stringify({ edits: { "nouveau/veilleur\ntheme": edit }, written: {} }),
    );
  });
  await page.reload();
  await page.click(".banner .primary");
  assert.equal(await text(page, ".badge"), "1");
  assert.equal(await page.locator(".banner").count(), 0);
  await page.reload();
  assert.equal(await text(page, ".badge"), "1");
});

inPage("what is left over is listed and shaded on its page", "#document=nouveau", async (page) => {
  await page.waitForSelector(".box-leftover");
  assert.equal(await page.locator(".box-leftover").count(), 2);
  assert.match(await text(page, "#part-left"), /3 passages/);
  await page.click("#part-left ~ ul a >> nth=1");
  await page.waitForSelector(".box-leftover.lit");
  // Where the pages are below the text, they are gone to.
  await page.setViewportSize({ width: 390, height: 500 });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.click("#part-left ~ ul a >> nth=0");
  await page.waitForFunction(() => document.querySelector(".viewer").getBoundingClientRect().top < 400);
});

inPage("the documents of which least is known come first", "#documents", async (page) => {
  const files = await page.locator("table.documents th a").allInnerTexts();
  // Not read; then most of it left over.
  assert.deepEqual(files, ["scan.pdf", "nouveau.pdf", "ancien.pdf"]);
});

inPage("what is longer than the window is shown from its beginning", "#jobs", async (page) => {
  await page.setViewportSize({ width: 1280, height: 320 });
  await page.goto(address(root, "#job=nouveau/veilleur&field=missions&check"));
  await page.waitForSelector(".entry:focus");
  await page.waitForTimeout(900);
  const [head, bar] = await page.evaluate(() => [
    document.querySelector(".entry:focus h3").getBoundingClientRect().top,
    document.querySelector(".check-bar").getBoundingClientRect().bottom,
  ]);
  assert.ok(head >= bar && head < 320, `${head} under ${bar}`);
});

inPage("changes are chosen by kind and searched", "#changes", async (page) => {
  // What another version of the program reads otherwise is no news of the reports.
  assert.match(await text(page, ".change-group:has-text('Formation')"), /autre version du programme/);
  // Codes of values are told in words.
  assert.match(await text(page, ".change:has-text('Heures de formation')"), /1\s800\sh\s\(théorie\).*900.*\(stage\)/s);
  assert.match(await text(page, ".count"), /3 changements · 2 métiers/);
  await page.click(".tabs button:has-text('ajouté')");
  assert.equal(await page.locator(".change-group").count(), 1);
  assert.match(page.url(), /kind=added/);
});

inPage("the overview has numbers beside its charts, and leads to the jobs", "#overview", async (page) => {
  assert.match(await text(page, ".matrix tbody tr:has-text('manque')"), /Veilleur/);
  assert.equal(await page.locator(".verdicts circle").count(), 3);
  await page.click("#chart-country ~ table a >> nth=0");
  await page.waitForSelector(".rows");
  assert.match(page.url(), /country=DE/);
});

inPage("an audit is led through, kept, counted and downloaded", "#audit&seed=7&jobs=0,2", async (page) => {
  await page.waitForSelector(".audit-acts");
  await page.keyboard.press("j");
  await page.keyboard.press("1");
  await page.keyboard.press("2");
  await page.keyboard.press("3");
  assert.match(await text(page, ".small-table tbody tr"), /2\s+1\s+1\s+50\s*%/);
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("button:has-text('audit.csv')")]);
  assert.match(readFileSync(await file.path(), "utf8"), /ancien\/veilleur;theme;wrong;\r\n/);
  await page.reload();
  await page.waitForSelector('.entry[data-verdict="wrong"]');
});

inPage("the page speaks English and turns dark, and remembers both", "#jobs", async (page) => {
  await page.click(".language");
  assert.equal(await text(page, ".count"), "3 jobs");
  await page.click("button[aria-label='Dark colours']");
  await page.reload();
  assert.equal(await text(page, ".count"), "3 jobs");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
});

inPage("it prints with all rows and without what is clicked", "#jobs", async (page) => {
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#header").isVisible(), false);
  assert.ok((await page.pdf()).length > 1000);
});

test("a folder without data says what is missing", options, async () => {
  const bare = site([]);
  const page = await opened.context.newPage();
  await page.goto(address(bare));
  await page.waitForSelector(".notice");
  assert.match(await text(page, ".notice"), /report/);
  await page.close();
  rmSync(bare, { recursive: true, force: true });
});
