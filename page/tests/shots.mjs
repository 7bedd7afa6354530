// Pictures of every view, to look at: node tests/shots.mjs SITE FOLDER [view …]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { address, browser, complaints } from "./browser/support.mjs";

const [site, target, ...only] = process.argv.slice(2);
mkdirSync(target, { recursive: true });
const JOB = process.env.JOB ?? "";
const VIEWS = {
  jobs: "#jobs",
  found: "#jobs&q=nuit&family=Soins",
  job: `#job=${JOB}`,
  field: `#job=${JOB}&field=missions`,
  check: "#check",
  checking: "#check",
  documents: "#documents",
  document: `#document=${JOB.split("/")[0]}`,
  changes: "#changes",
  overview: "#overview",
  audit: "#audit&seed=7&jobs=0,2",
};
const { context, end } = await browser();
const page = await context.newPage();
const found = complaints(page);
for (const [width, height] of [
  [1280, 900],
  [390, 844],
]) {
  for (const theme of ["light", "dark"]) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme });
    for (const [name, fragment] of Object.entries(VIEWS)) {
      if (only.length > 0 && !only.includes(name)) continue;
      await page.goto("about:blank");
      await page.goto(address(site, fragment));
      await page.waitForTimeout(500);
      if (name === "checking") {
        await page.click(".start a");
        await page.waitForTimeout(1500);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (wide) console.log(`${name} ${width}: scrolls sideways`);
      await page.screenshot({ path: join(target, `${name}-${width}-${theme}.png`) });
    }
  }
}
await end();
console.log(found.join("\n") || "no complaints");
