// The page as the program serves it: what is typed is saved, and what is in no file yet is kept.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { small } from "../small.mjs";
import { browser, complaints, noChromium, site } from "./support.mjs";

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

const text = (page, selector) => page.locator(selector).first().innerText();

/** A server as the program is one: it takes corrections, and keeps what is in no file yet; `take` answers the former. */
async function served(remembered, take = () => 200) {
  const got = [];
  const types = { html: "text/html", js: "text/javascript", css: "text/css", webp: "image/png" };
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://127.0.0.1");
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      if (url.pathname.endsWith("/kept")) {
        if (request.method === "POST") Object.assign(remembered, JSON.parse(body));
        response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(remembered));
      } else if (url.pathname === "/favicon.ico") {
        response.writeHead(200).end();
      } else if (request.method === "POST") {
        got.push({ path: url.pathname, body });
        response.writeHead(take(got.length)).end();
      } else {
        const path = url.pathname.replace(/^\/[0-9a-f]+\//, "/");
        try {
          const type = types[path.split(".").pop()];
          response.writeHead(200, { "Content-Type": type }).end(readFileSync(join(root, path)));
        } catch {
          response.writeHead(404).end();
        }
      }
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const secret = Math.random().toString(16).slice(2);
  return { server, got, secret, page: `http://127.0.0.1:${server.address().port}/${secret}/report.html` };
}

test("served by the program, what was typed is saved", options, async () => {
  const { server, got, secret, page: at } = await served({}, (times) => (times > 1 ? 204 : 403));
  const page = await opened.context.newPage();
  await page.goto(`${at}#job=nouveau/veilleur&check`);
  await page.waitForSelector(".entry");
  await page.keyboard.press("x");
  await page.click(".edits-button");
  assert.equal(await text(page, "dialog .primary"), "Enregistrer");
  await page.click("dialog .primary");
  await page.waitForFunction(() => document.querySelector("dialog [role=status]").textContent.includes("403"));
  assert.equal(await text(page, ".badge"), "1");
  await page.click("dialog .primary");
  await page.waitForFunction(() => document.querySelector("dialog [role=status]").textContent === "Enregistré.");
  assert.deepEqual(got[1], {
    path: `/${secret}/corrections`,
    body: "\ufeffrecord_id;job_id;edition;field;value;was;note\r\nnouveau/veilleur;;;issues.section-missing:outlook;wrong;;\r\n",
  });
  assert.equal(await page.locator(".badge").count(), 0);
  await page.close();
  server.close();
});

test("served at another address the next day, what was typed and chosen is there", options, async () => {
  const remembered = {};
  const yesterday = await served(remembered);
  const page = await opened.context.newPage();
  await page.goto(`${yesterday.page}#job=nouveau/veilleur&check`);
  await page.waitForSelector(".entry");
  const other = await opened.context.newPage();
  await other.goto(`${yesterday.page}#jobs`);
  await page.keyboard.press("x");
  // Another window hears of it, and does not write over it.
  await other.waitForSelector(".badge");
  await other.click(".language");
  await page.click("button[aria-label='Couleurs sombres']");
  await page.waitForTimeout(200);
  await Promise.all([page.close(), other.close()]);
  yesterday.server.close();
  const today = await served(remembered);
  assert.notEqual(today.page, yesterday.page);
  const again = await opened.context.newPage();
  const found = complaints(again);
  await again.goto(`${today.page}#jobs`);
  await again.waitForSelector(".badge");
  assert.equal(await text(again, ".badge"), "1");
  assert.equal(await again.getAttribute("html", "lang"), "en");
  assert.equal(await again.evaluate(() => document.documentElement.dataset.theme), "dark");
  // Where the program is gone, it is told that nothing is kept any more.
  today.server.close();
  today.server.closeAllConnections();
  await again.click("button[aria-label='Light colours']");
  await again.click(".edits-button");
  await again.waitForSelector("dialog .form-error");
  assert.deepEqual(
    found.filter((told) => !told.includes("ERR_CONNECTION_REFUSED")),
    [],
  );
  await again.close();
});
