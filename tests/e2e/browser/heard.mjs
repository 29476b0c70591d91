// Heard as a browser meets it: a served data directory, a Chromium, and a look for faults on every page.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "../../../ui/node_modules/playwright-core/index.mjs";

/** What looks for faults, as a script. */
export const axe = readFileSync(new URL("../../../ui/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Wide as the smallest desk PC, and as narrow as WCAG asks for: 1,280 points at 400 %. */
export const SIZES = { wide: { width: 1366, height: 688 }, narrow: { width: 320, height: 700 } };

function told(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run \`cargo xtask test --only browser\``);
  return value;
}

/** Serves a data directory until `close`. Without one, a new and empty one. At the same port as before, where one is given. */
export async function serve(data, port = "0") {
  const folder = data ?? mkdtempSync(path.join(tmpdir(), "heard-"));
  const server = spawn(told("HEARDCTL"), ["--data", folder, "serve", "--port", port], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((found, failed) => {
    server.once("exit", (status) => failed(new Error(`heardctl serve ended with ${status} before it gave an address`)));
    createInterface(server.stdout).on("line", (line) => {
      const words = line.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (words) found(words[0]);
    });
  });
  const close = () =>
    new Promise((closed) => {
      server.once("exit", () => {
        if (!data) rmSync(folder, { recursive: true, force: true });
        closed();
      });
      server.kill("SIGTERM");
    });
  return { address, folder, close };
}

/** A Chromium that speaks to nobody but us. */
export function launch() {
  return chromium.launch({
    executablePath: told("HEARD_CHROMIUM"),
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"].concat(
      ["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ),
  });
}

/**
 * A page of its own, which notes every fault: errors in scripts, refused by the content policy, not found.
 * @param {{script?: boolean, size?: {width: number, height: number}, dark?: boolean, contrast?: boolean}} options
 */
export async function visit(browser, address, { script = true, size = SIZES.wide, dark = false, contrast = false } = {}) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    javaScriptEnabled: script,
    colorScheme: dark ? "dark" : "light",
    forcedColors: contrast ? "active" : "none",
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  return { page, faults, close: () => context.close() };
}

/** What axe finds on the page as it is, one line each. It is put in through the debugger, past the content policy, once a page. */
export async function violations(page, without = []) {
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  if (!(await evaluate("Boolean(window.axe)"))) await evaluate(`${axe};undefined`);
  const found = await evaluate(`(${look})(${JSON.stringify(without)})`);
  await session.detach();
  return found;
}

/** Runs in the page: the violations of WCAG 2.2 AA and of good practice, one line each. */
export async function look(without) {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await window.axe.run(document, { rules, runOnly: { type: "tag", values }, resultTypes: ["violations"] });
  return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** Whether the page scrolls: sideways it never may. */
export function scrolls(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { sideways: scrollWidth > clientWidth, down: scrollHeight > clientHeight };
  });
}

/**
 * Goes through the page with Tab and names every stop that cannot be seen: no focus style, or under a sticky bar
 * (WCAG 2.2, 2.4.7 and 2.4.11), or smaller than 24 points (2.5.8).
 */
export async function badStops(page) {
  const bad = [];
  await page.evaluate(() => document.activeElement?.blur());
  for (let stop = 0; stop < 300; stop += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(lookAtStop);
    if (found === "seen" || (found === null && stop > 0)) break;
    if (found) bad.push(...found);
  }
  return bad;
}

/** Runs in the page: what is wrong with the element that has the focus. */
function lookAtStop() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  if (element.dataset.stopSeen) return "seen";
  element.dataset.stopSeen = "yes";
  const label = element.labels?.[0] ?? null;
  const box = element.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
  const y = box.top + Math.min(box.height / 2, 20);
  const on = document.elementFromPoint(x, y);
  const near = (a, b) => a && b && (a === b || a.contains(b) || b.contains(a));
  const styles = [getComputedStyle(element), label && getComputedStyle(label), label && getComputedStyle(label, "::before")];
  const marked = (style) =>
    style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none" || style.backgroundColor.includes("255, 221, 0"));
  const name = `${element.tagName.toLowerCase()}#${element.id} ${(element.textContent || element.name || "").trim().slice(0, 30)}`;
  const wrong = [];
  if (!near(element, on) && !near(label, on)) wrong.push(`hidden: ${name}`);
  if (!styles.some(marked)) wrong.push(`no focus to be seen: ${name}`);
  if (element.tagName !== "A" && !label && (box.width < 24 || box.height < 24)) wrong.push(`small: ${name}`);
  return wrong;
}
