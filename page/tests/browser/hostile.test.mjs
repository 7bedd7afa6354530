// Texts of a document that try to run something.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { test } from "node:test";
import { small } from "../small.mjs";
import { address, browser, noChromium, site } from "./support.mjs";

const VIEWS = [
  "#jobs",
  "#job=nouveau/veilleur",
  "#job=nouveau/guide-de-lumiere&check",
  "#check",
  "#documents",
  "#document=nouveau",
  "#changes",
  "#overview",
  "#audit&seed=7&jobs=0,2",
  "#job=%3Cimg%20src=x%20onerror=window.pwned=9%3E",
  "#jobs&q=%3Cscript%3E",
  "#document=__proto__",
  "#__proto__",
];

test("nothing of a document runs, and none of its addresses are followed", {
  skip: noChromium,
}, async (context) => {
  const root = site(small(true));
  const { context: window, end } = await browser();
  context.after(async () => {
    await end();
    rmSync(root, { recursive: true, force: true });
  });
  const page = await window.newPage();
  const bad = [];
  page.on("dialog", (dialog) => dialog.dismiss());
  page.on("pageerror", (error) => bad.push(error.message));
  page.on("console", (message) => message.type() === "error" && bad.push(message.text()));
  page.on(
    "request",
    (request) => !/^file:.*\/report(\.html|\/[\w/.-]+)(#.*)?$/.test(request.url()) && bad.push(request.url()),
  );
  for (const view of VIEWS) {
    await page.goto("about:blank");
    await page.goto(address(root, view));
    await page.waitForTimeout(150);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("main details")) details.open = true;
    });
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => window.pwned), undefined, view);
    const found = await page.evaluate(() => ({
      scripts: [...document.scripts].filter((one) => !one.src).length,
      // A picture that is not ours; a link with a scheme of its own; a listener in an attribute.
      strange: [...document.querySelectorAll("main img:not(.sheet img), iframe, object, embed, base")].length,
      links: [...document.querySelectorAll("a[href]")].filter(
        (one) => !/^(#|[\w%./-]+(#page=\d+)?$|https?:)/.test(one.getAttribute("href")),
      ).length,
      handlers: [...document.querySelectorAll("*")].filter((one) =>
        [...one.attributes].some(({ name }) => name.startsWith("on")),
      ).length,
    }));
    assert.deepEqual(found, { scripts: 0, strange: 0, links: 0, handlers: 0 }, view);
  }
  // A sign that turns the direction stays within its own text.
  await page.goto(address(root, "#jobs"));
  const loose = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (
        data.includes("\u202e") &&
        !["isolate", "isolate-override"].includes(getComputedStyle(parentElement).unicodeBidi)
      )
        found.push(data);
    }
    return found;
  });
  assert.deepEqual(loose, []);
  assert.doesNotMatch(await page.title(), /\u202e/);
  assert.deepEqual(bad, []);
});
