// Rules that a program can check: axe-core on every view, in both colours; nothing scrolls sideways; every key has focus.
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { small } from "../small.mjs";
import { address, browser, noChromium, site } from "./support.mjs";

const AXE = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const options = { skip: noChromium };

/** Each view, and what is done in it before it is looked at. */
const VIEWS = {
  jobs: ["#jobs"],
  "jobs, chosen": ["#jobs&q=veilleur&country=DE"],
  "jobs, found": [
    "#jobs&q=carnet",
    async (page) => page.waitForFunction(() => document.querySelector(".row-found mark")),
  ],
  "jobs, none": ["#jobs&q=zzz"],
  job: ["#job=nouveau/veilleur", async (page) => page.locator("#part-same ~ details summary").click()],
  "job, checked": [
    "#job=nouveau/guide-de-lumiere&field=sections.training&issue=unsure&check",
    async (page) => page.keyboard.press("v"),
  ],
  "job, corrected": [
    "#job=nouveau/veilleur&field=theme",
    async (page) => {
      await page.waitForSelector(".entry:focus");
      await page.keyboard.press("c");
      await page.fill("form.correct input", "Nuit");
      await page.keyboard.press("Enter");
      await page.locator('[data-name="hours"] [aria-label^="Corriger"]').click();
    },
  ],
  "no job": ["#job=x"],
  check: ["#check"],
  documents: ["#documents"],
  document: ["#document=nouveau", async (page) => page.locator("details.issues summary").click()],
  "document, checked": ["#document=nouveau&page=2&issue=page-unreadable&point=0&check"],
  changes: ["#changes"],
  overview: ["#overview"],
  audit: ["#audit&seed=7&jobs=0,2", async (page) => page.locator(".audit-acts button").first().click()],
  help: ["#jobs", async (page) => page.keyboard.press("?")],
  edits: ["#jobs", async (page) => page.locator(".edits-button").click()],
};

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

for (const [name, [fragment, act]] of Object.entries(VIEWS)) {
  test(`${name}: no violations in either colour, wide and narrow`, options, async () => {
    const page = await opened.context.newPage();
    for (const width of [1280, 390, 320]) {
      for (const colorScheme of ["light", "dark"]) {
        if (width === 320 && colorScheme === "dark") continue;
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.goto("about:blank");
        await page.goto(address(root, fragment));
        await page.waitForSelector("h1");
        await page.waitForTimeout(120);
        await act?.(page);
        await page.waitForTimeout(80);
        // What the header that stays in place covers by chance is no target.
        await page.evaluate(() => window.scrollTo(0, 0));
        await page.evaluate(AXE);
        const found = await page.evaluate(
          (tags) => globalThis.axe.run(document, { runOnly: tags, rules: { "target-size": { enabled: true } } }),
          TAGS,
        );
        const told = found.violations.map(
          (one) =>
            `${one.id}: ${one.nodes
              .map((node) => `${node.target} ${node.failureSummary}`)
              .slice(0, 3)
              .join(" | ")}`,
        );
        assert.deepEqual(told, [], `${width} ${colorScheme}`);
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          `${width}: scrolls sideways`,
        );
      }
    }
    await page.close();
  });
}

test("everything is reached with Tab, and what has the focus is seen", options, async () => {
  const page = await opened.context.newPage();
  await page.goto(address(root, "#job=nouveau/veilleur"));
  await page.waitForSelector(".entry");
  const seen = new Set();
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      return {
        what: `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40)}`,
        ring: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
      };
    });
    if (!now) break;
    assert.ok(now.ring, now.what);
    seen.add(now.what);
  }
  for (const wanted of [
    "Aller au contenu",
    "Corriger : Thème",
    "Montrer sur la page : Missions",
    "Vu",
    "Pages de nouveau.pdf",
  ]) {
    assert.ok(
      [...seen].some((one) => one.replaceAll("\u00a0", " ").includes(wanted)),
      wanted,
    );
  }
  await page.close();
});
