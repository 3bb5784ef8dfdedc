// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { folder, open, reportOf, root, startBrowser, throughline } from "./pages.mjs";

const hostile = path.relative(root, fileURLToPath(new URL("hostile.toml", import.meta.url)));
const widths = [360, 768, 1280];
let browser;
let reports;

before(async () => {
  const few = ["--replications", "40"];
  reports = [
    reportOf("scenarios/airline_journey.toml"),
    reportOf("scenarios/tea_house.toml", ...few),
    reportOf("scenarios/emergency_department.toml", "--replications", "4"),
    reportOf("scenarios/coffee_bar.toml", ...few, "--set", "run.time_shares=true"),
    reportOf(hostile),
  ];
  browser = await startBrowser();
});
after(() => browser?.close());

test("opens from disk: no complaint, no violation of the policy, nothing else is loaded", async () => {
  for (const { html, name } of reports) {
    for (const colorScheme of ["light", "dark"]) {
      const { page, complaints, requests, close } = await open(browser, html, { colorScheme });
      await page.waitForFunction(() => document.querySelectorAll(".plot svg").length > 0);
      assert.deepEqual(complaints, [], name);
      assert.deepEqual(await page.evaluate(() => globalThis.violations), [], name);
      assert.deepEqual(requests.filter((url) => !url.startsWith("data:")), [pathToFileURL(html).href], name);
      await close();
    }
    assert.ok(statSync(html).size < 1_000_000, name);
  }
});

test("draws every chart, and each has its table", async () => {
  for (const { html, name } of reports) {
    const { page, close } = await open(browser, html);
    await page.waitForFunction(() => [...document.querySelectorAll(".plot")].every((plot) => plot.querySelector("svg")));
    const without = await page.evaluate(() =>
      [...document.querySelectorAll(".plot")].filter((plot) => !plot.closest("section").querySelector("table")).map((plot) => plot.dataset.chart));
    assert.deepEqual(without, [], name);
    await close();
  }
});

test("keeps a chart's letters within it", async () => {
  const { page, close } = await open(browser, reports[0].html);
  await page.waitForSelector(".plot svg");
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll(".plot")].flatMap((plot) => {
      const box = plot.getBoundingClientRect();
      return [...plot.querySelectorAll("svg text")].filter((text) => {
        const own = text.getBoundingClientRect();
        return own.width > 0 && (own.left < box.left - 1 || own.right > box.right + 1 || own.bottom > box.bottom + 1 || own.top < box.top - 1);
      }).map((text) => `${plot.dataset.kind}: ${text.textContent}`);
    }));
  assert.deepEqual(outside, []);
  await close();
});

test("can be read without the script", async () => {
  const { page, complaints, close } = await open(browser, reports[0].html, { javaScriptEnabled: false });
  assert.deepEqual(complaints, []);
  assert.ok(await page.locator("#touchpoints table").isVisible());
  assert.ok(!(await page.locator(".plot").first().isVisible()));
  assert.ok(!(await page.locator("[data-theme-switch]").isVisible()));
  await page.locator("#convergence summary").click();
  assert.ok(await page.locator("#convergence table").isVisible());
  await close();
});

test("sorts a table by its numbers and by its names, with the keyboard too", async () => {
  const { page, close } = await open(browser, reports[0].html);
  const table = page.locator("#touchpoints table");
  const column = (index) =>
    table.evaluate((node, at) => [...node.tBodies[0].rows].map((row) => row.cells[at].querySelector("[data-value]")?.dataset.value ?? row.cells[at].textContent), index);
  const heading = table.locator("thead th").filter({ hasText: "Time, mean" });
  const at = await heading.evaluate((node) => node.cellIndex);
  await heading.locator("button").click();
  const falling = (await column(at)).map(Number);
  assert.deepEqual(falling, [...falling].sort((one, other) => other - one));
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  await page.keyboard.press("Enter");
  const rising = (await column(at)).map(Number);
  assert.deepEqual(rising, [...falling].reverse());
  await table.locator("thead button").first().click();
  const names = await column(0);
  assert.deepEqual(names, [...names].sort((one, other) => one.localeCompare(other)));
  assert.equal(await heading.getAttribute("aria-sort"), null);
  await close();
});

test("switches the theme, and begins with that of the system", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, close } = await open(browser, reports[0].html, { colorScheme });
    const brightness = () => page.evaluate(() => Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]));
    const first = await brightness();
    assert.equal(first > 128, colorScheme === "light");
    await page.locator("[data-theme-switch]").click();
    assert.equal((await brightness()) > 128, colorScheme !== "light");
    await page.locator("[data-theme-switch]").click();
    assert.equal(await brightness(), first);
    await close();
  }
});

test("takes the focus in the order in which it is read, and shows it", async () => {
  const { page, close } = await open(browser, reports[1].html);
  await page.waitForSelector(".plot svg");
  await page.evaluate(() => document.querySelectorAll("*").forEach((node, index) => (node.orderInPage = index)));
  const seen = [];
  for (;;) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const node = document.activeElement;
      if (node === document.body) return null;
      const style = getComputedStyle(node);
      return { order: node.orderInPage, name: node.outerHTML.slice(0, 80), outlined: style.outlineStyle !== "none" || node.closest("svg") !== null };
    });
    if (now === null || (seen.length > 0 && now.order === seen[0].order) || seen.length > 500) break;
    seen.push(now);
  }
  assert.match(seen[0].name, /class="skip"/);
  assert.ok(seen.length > 20);
  assert.deepEqual(seen.map(({ order }) => order), seen.map(({ order }) => order).sort((one, other) => one - other));
  for (const { name, outlined } of seen) assert.ok(outlined, name);
  await close();
});

test("fits phones, tablets and desks, folded and unfolded", async () => {
  const pictures = path.join(folder, "screenshots");
  mkdirSync(pictures, { recursive: true });
  for (const { html, name } of reports) {
    for (const width of widths) {
      const { page, close } = await open(browser, html, { viewport: { width, height: 900 } });
      await page.waitForSelector(".plot svg");
      await page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), fullPage: true });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${name} at ${width}`);
      await page.evaluate(() => document.querySelectorAll("details").forEach((node) => (node.open = true)));
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${name} at ${width}, unfolded`);
      await close();
    }
  }
});

test("prints dark pages light, and leaves out what paper cannot do", async () => {
  const { page, close } = await open(browser, reports[0].html, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  assert.ok(!(await page.locator("nav").isVisible()));
  assert.ok(await page.locator("#targets table").isVisible());
  await close();
});

test("shows hostile names as text", async () => {
  const { page, complaints, close } = await open(browser, reports[4].html);
  await page.waitForSelector(".plot svg");
  assert.deepEqual(complaints, []);
  assert.equal(await page.title(), "</script><script>document.title = 'taken over'</script>");
  assert.equal(await page.locator("h1").textContent(), "</script><script>document.title = 'taken over'</script>");
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.locator("script").count(), 2);
  assert.ok(await page.locator("main").isVisible());
  const text = await page.locator("main").textContent();
  for (const name of ["<style>*{display:none}</style>", "<b>\"Guest\"</b> & 'friends'", "🚲🧑‍🍳 老城茶馆 שלום مرحبا", "longnamewithoutaspace"])
    assert.ok(text.includes(name), name);
  assert.ok(!text.includes("\u202E"));
  await close();
});

/// The number of the JSON that a path names: a pointer, or the path of a measure; of a list how many items are such.
function numberAt(json, name, such) {
  if (!name.startsWith("/")) return json.measures[name]?.value;
  if (such !== undefined) {
    const members = such.split(" ").filter(Boolean).map((each) => each.split("="));
    return numberAt(json, name).filter((item) => members.every(([member, value]) => String(item[member]) === value)).length;
  }
  return name.slice(1).split("/").reduce((place, key) => place?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], json);
}

const factors = { s: 1, min: 60, h: 3600, d: 86400, "%": 0.01, points: 0.01 };

/// Whether a text such as `4.70 ± 0.01 h`, `< 6 h` or `1.2 (1.0 to 1.9) %` tells the value, as far as its digits go.
function tells(text, value) {
  if (/\d\d:\d\d$/.test(text)) return true;  // a clock
  const found = text.replaceAll("\u00A0", " ").match(/^(?:below |above )?[<>=]*\s*([+-]?\d+(?:\.(\d+))?)/);
  if (!found) return false;
  if (/^(below|above) /.test(text)) return true;
  const unit = text.match(/[\s\u00A0](s|min|h|d|%|points)$/)?.[1];
  const half = text.match(/±[\s\u00A0]([\d.]+)/)?.[1];
  const ends = text.match(/\(([+-]?[\d.]+) to ([+-]?[\d.]+)\)/);
  const factor = factors[unit] ?? 1;
  const digits = Math.max(0.51 * 10 ** -(found[2]?.length ?? 0), half ? 0.05 * Number(half) : 0, ends ? 0.025 * (Number(ends[2]) - Number(ends[1])) : 0, 0.6e-3 * Math.abs(Number(found[1])));
  return Math.abs(Number(found[1]) * factor - value) <= digits * factor;
}

test("every number is that of the JSON, and its text says so", async () => {
  for (const { html, json, name } of reports) {
    const { page, close } = await open(browser, html);
    const numbers = await page.evaluate(() =>
      [...document.querySelectorAll("main [data-path][data-value]")].map((node) => ({
        path: node.dataset.path, such: node.dataset.count, file: node.dataset.file, value: node.dataset.value, low: node.dataset.low, high: node.dataset.high, text: node.textContent, drawn: node.closest("svg") !== null,
      })));
    assert.ok(numbers.length > 100, name);
    // What no file holds the page itself does.
    const own = JSON.parse(await page.locator("#chart-data").textContent());
    for (const { path: place, such, file, value, low, high, text, drawn } of numbers) {
      assert.equal(Number(value), numberAt(file === undefined ? json : own, place, such), `${name}: ${place}`);
      if (drawn || such !== undefined) continue;
      assert.ok(tells(text, Number(value)), `${name}: ${place} is ${value}, told as "${text}"`);
      if (low === undefined || place.startsWith("/")) continue;
      assert.equal(Number(low), json.measures[place].low, `${name}: ${place}`);
      assert.equal(Number(high), json.measures[place].high, `${name}: ${place}`);
    }
    await close();
  }
});

test("compares scenarios, shows the frontier of a sweep, the ranking of gaps and a tornado", async () => {
  const pages = [
    ["gaps", "scenarios/airline_journey.toml", "--north-star", "experience.nps", "--replications", "40"],
    ["sensitivity", "scenarios/coffee_bar.toml", "--replications", "20"],
    ["compare", "scenarios/coffee_bar.toml", "--replications", "40"],
    ["sweep", "scenarios/coffee_bar.toml", "--vary", "staff.barista.count=2..4", "--replications", "40"],
  ];
  for (const words of pages) {
    const html = path.join(folder, `${words[0]}.html`);
    const file = path.join(folder, `${words[0]}.json`);
    throughline(...words, "--quiet", "--html", html, "--json", file);
    const json = JSON.parse(readFileSync(file, "utf8"));
    for (const width of widths) {
      const { page, complaints, close } = await open(browser, html, { viewport: { width, height: 900 } });
      await page.waitForFunction(() => [...document.querySelectorAll(".plot")].every((plot) => plot.querySelector("svg")));
      assert.deepEqual(complaints, []);
      assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
      await page.screenshot({ path: path.join(folder, "screenshots", `${words[0]}-${width}.png`), fullPage: true });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      const numbers = await page.evaluate(() => [...document.querySelectorAll("main [data-path][data-value]")].map((node) => ({ ...node.dataset })));
      assert.ok(numbers.length > 10);
      for (const number of numbers) assert.equal(Number(number.value), numberAt(json, number.path, number.count), number.path);
      await close();
    }
  }
});

test("shows hostile names of gaps as text", async () => {
  const html = path.join(folder, "hostile-gaps.html");
  throughline("gaps", hostile, "--north-star", "journey.completed", "--quiet", "--html", html);
  const { page, complaints, close } = await open(browser, html);
  await page.waitForSelector("#parts .plot svg");
  assert.deepEqual(complaints, []);
  assert.equal(await page.title(), "</script><script>document.title = 'taken over'</script>");
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.locator("script").count(), 2);
  assert.ok(!(await page.locator("main").textContent()).includes("\u202E"));
  await close();
});

test("makes the same page of the stored result, and two side by side", async () => {
  const { file, html } = reports[1];
  const again = path.join(folder, "again.html");
  throughline("report", file, "--html", again);
  assert.equal(readFileSync(again, "utf8"), readFileSync(html, "utf8"));
  const other = reportOf("scenarios/coffee_bar.toml", "--replications", "40", "--scenario", "third_barista");
  const first = reports[3].file;
  const both = path.join(folder, "both.html");
  throughline("report", first, other.file, "--html", both);
  const { page, complaints, close } = await open(browser, both);
  await page.waitForSelector("#beside .plot svg");
  assert.deepEqual(complaints, []);
  const rows = await page.locator("#beside tbody tr").count();
  assert.ok(rows > 100);
  assert.equal(await page.locator("#beside tbody [data-file]").count(), await page.locator("#beside tbody td:last-child [data-value]").count());
  // What says no file is of the second; the page itself holds what stands in neither.
  const files = { undefined: other.json, [first]: JSON.parse(readFileSync(first, "utf8")) };
  files["#chart-data"] = JSON.parse(await page.locator("#chart-data").textContent());
  const numbers = await page.evaluate(() => [...document.querySelectorAll("main [data-path][data-value]")].map((node) => ({ ...node.dataset })));
  for (const number of numbers) assert.equal(Number(number.value), numberAt(files[number.file], number.path, number.count), number.path);
  await close();
});
