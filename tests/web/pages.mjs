// SPDX-License-Identifier: MIT
// The program's reports in Debian's Chromium.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const folder = path.join(root, "build", "report-pages");
const program = process.env.THROUGHLINE ?? path.join(root, "build", "release", "throughline");

mkdirSync(folder, { recursive: true });

/// Runs the program in the repository; exit code 99 is a target that is missed.
export function throughline(...words) {
  try {
    execFileSync(program, words, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
  } catch (failure) {
    if (failure.status !== 99) throw failure;
  }
}

/// Of a blueprint: where its page is, and what the JSON of the same run says.
export function reportOf(blueprint, ...options) {
  const scenario = options[options.indexOf("--scenario") + 1];
  const name = path.basename(blueprint, ".toml") + (options.includes("--scenario") ? `-${scenario}` : "");
  const html = path.join(folder, `${name}.html`);
  const json = path.join(folder, `${name}.json`);
  throughline("run", blueprint, "--quiet", "--html", html, "--json", json, ...options);
  return { name, html, file: json, json: JSON.parse(readFileSync(json, "utf8")) };
}

export const startBrowser = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

/// A page from disk, with everything that the browser complained of and every file that it asked for.
export async function open(browser, html, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light", ...options });
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.stack));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  page.on("request", (request) => requests.push(request.url()));
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      globalThis.violations = [];
      addEventListener("securitypolicyviolation", (event) => globalThis.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
    });
  }
  await page.goto(pathToFileURL(html).href);
  return { page, complaints, requests, close: () => context.close() };
}
