// Chromium for the tests: the system's own, without anything that talks to the network.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Whether the browser tests can run here. */
export const hasChromium = existsSync(CHROMIUM);

/** A browser with a fresh profile. Close it with `end`. */
export async function browser(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "page-profile-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: CHROMIUM, args: SWITCHES, viewport: { width: 1280, height: 900 }, ...options });
  return {
    context,
    async end() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A folder for a page, taken away by the caller. */
export function folder() {
  return mkdtempSync(join(tmpdir(), "page-site-"));
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

export function makeFolder(path) {
  mkdirSync(path, { recursive: true });
}
