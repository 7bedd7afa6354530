// Browsers for the tests: the system's own, without anything that talks to the network.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { write } from "../../join.mjs";
import { put } from "../make-data.mjs";
import { PICTURE } from "../small.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const SWITCHES = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

/** Why a test is left out where its browser is missing. Where nothing may be left out, it is tried and fails. */
const without = (path, name) =>
  !existsSync(path) && process.env.INGEST_REQUIRE_TOOLS !== "1" ? `needs ${name}` : false;
export const noChromium = without(CHROMIUM, "Chromium");
export const noFirefox = without(FIREFOX, "Firefox");

/** A browser with a fresh profile. Close it with `end`. */
export async function browser(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "page-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: SWITCHES,
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  return {
    context,
    async end() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Firefox, spoken to by WebDriver BiDi, with a fresh profile; what is downloaded goes to `downloads`. */
export function firefox(downloads) {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.helperApps.neverAsk.saveToDisk": "text/csv",
    },
  });
}

/** The address of the page in a folder. */
export function address(site, fragment = "") {
  return pathToFileURL(join(site, "report.html")).href + fragment;
}

/** What a page says in its console that it should not; and errors. */
export function complaints(page) {
  const found = [];
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.push(`${message.type()}: ${message.text()}`);
  });
  return found;
}

/** A folder with the page and these scripts, taken away by the caller. */
export function site(scripts, name = "page-site-") {
  const root = mkdtempSync(join(tmpdir(), name));
  write(root);
  for (const [name, value] of scripts) put(root, name, value);
  mkdirSync(join(root, "report/pages"), { recursive: true });
  for (const name of ["0-3", "1-3"]) writeFileSync(join(root, `report/pages/${name}.webp`), PICTURE);
  return root;
}
