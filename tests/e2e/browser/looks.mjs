// A page looked at as everybody sees it: wide and narrow, light, dark and in the colours of a contrast theme. Which addresses
// were looked at is kept, so that a page that nobody looks at is noticed.
import { readFileSync, readdirSync } from "node:fs";
import { SIZES, scrolls, violations } from "./heard.mjs";

const light = { colorScheme: "light", forcedColors: "none" };
const dark = { colorScheme: "dark", forcedColors: "none" };
const contrastTheme = { colorScheme: "dark", forcedColors: "active" };

/**
 * How a page is looked at: in one window, resized and recoloured. Panels that are opened lie over what is below them until
 * they are closed, so the size of what can still be reached is asked for in the other looks. In a contrast theme the colours
 * are the person's own, and axe mixes them with the page's; so the contrast of colours is asked for in the other looks.
 */
const LOOKS = {
  "wide, light": { size: SIZES.wide, media: light },
  "wide, dark, everything opened": { size: SIZES.wide, media: dark, opened: true, without: ["target-size"] },
  "wide, contrast theme": { size: SIZES.wide, media: contrastTheme, without: ["color-contrast"] },
  "narrow, light": { size: SIZES.narrow, media: light },
};

/** What is left of all combinations; it takes its time, so these are for pages that stand for others. */
const MORE_LOOKS = {
  "narrow, dark, everything opened": { size: SIZES.narrow, media: dark, opened: true, without: ["target-size"] },
  "narrow, contrast theme": { size: SIZES.narrow, media: contrastTheme, without: ["color-contrast"] },
};

/** The paths that were looked at by whoever ran this. */
const seen = new Set();

/** Everything wrong with the page as it is; in every combination, or where this page stands for others. */
export async function wrongs(page, { everyLook = false } = {}) {
  seen.add(new URL(page.url()).pathname);
  const found = [];
  for (const [name, { size, media, opened, without }] of Object.entries(everyLook ? { ...LOOKS, ...MORE_LOOKS } : LOOKS)) {
    await page.setViewportSize(size);
    await page.emulateMedia(media);
    await page.evaluate((open) => document.querySelectorAll("main details").forEach((each) => (each.open = open)), Boolean(opened));
    if (!opened && (await scrolls(page)).sideways) found.push(`${name}: hangs over the right edge`);
    await makeRoom(page, size);
    await drawn(page);
    for (const violation of await violations(page, without)) found.push(`${name}: ${violation}`);
  }
  await page.setViewportSize(SIZES.wide);
  await page.emulateMedia(light);
  return found;
}

/** The page hears of its new size with the next frame, and tells then what scrolls. */
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** A window as high as the page, so that nothing lies under the bars that stay when it is scrolled. */
async function makeRoom(page, { width, height }) {
  const needed = await page.evaluate(() => {
    scrollTo(0, 0);
    return document.documentElement.scrollHeight;
  });
  if (needed > height) await page.setViewportSize({ width, height: needed + 100 });
}

/** Addresses that answer a GET with no page of their own, or with one that is looked at elsewhere, and why. */
const NO_PAGES = {
  "/": "leads to Today",
  "/static/{name}": "a file of the theme",
  "/theme.css": "the colours of the council",
  "/progress/{name}": "how far something is, for the script",
  "/notices/summary": "the number at the bell, for the script",
  "/notices/{reference}": "leads to the case",
  "/cases.csv": "a file",
  "/cases.xlsx": "a file",
  "/cases/{reference}/here": "who else is there, for the script",
  "/cases/{reference}/letters/{number}/pdf": "a file",
  "/cases/{reference}/letters/{number}/word": "a file",
  "/cases/{reference}/documents/{number}": "a file",
  "/cases/{reference}/undo/{first}": "leads to the case",
  "/cases/{reference}/watch": "leads to the case",
  "/cases/{reference}/stop-watching": "leads to the case",
  "/customers/{id}/apart/{merger}": "leads to the customer",
  "/customers/{id}/correct/undo/{at}": "leads to the customer",
  "/customers/{id}/merge": "the page of the customer, to whoever comes back to it",
  "/figures": "leads to the month",
  "/figures/{range}/pack": "a file",
  "/lessons/files/{file}": "a file",
  "/ombudsman/{file}": "a file",
  "/refusals/{file}": "a file",
  "/settings/deadlines/file/{id}": "a file",
  "/views/{id}": "leads to the list",
};

/** Addresses that show another's page to whoever comes back to them after a form was sent there. */
const COMES_BACK = /\/keep$|^\/cases\/\{reference\}\/(response\/join|submit|send-back|send|recall|sign-off|draft)$/;

/** The addresses that a GET reaches, as the sources of the pages name them. */
function addresses() {
  const sources = new URL("../../../crates/web/src/", import.meta.url);
  const found = new Set();
  for (const file of readdirSync(sources, { recursive: true }).filter((name) => name.endsWith(".rs"))) {
    const source = readFileSync(new URL(file, sources), "utf8").split("#[cfg(test)]")[0];
    const constants = Object.fromEntries([...source.matchAll(/const (\w+): &str = "([^"]+)"/g)].map(([, name, value]) => [name, value]));
    for (const part of source.split(".route(").slice(1)) {
      const [, address, name, handlers] = inBrackets(part).match(/^\s*(?:"([^"]+)"|(\w+)),([^]*)$/) ?? [];
      if (/\bget\((?!async \|\| Redirect)/.test(handlers ?? "")) found.add(address ?? constants[name]);
    }
    if (file.startsWith("pages/acts")) for (const [, path] of source.matchAll(/Form \{\s*path: "([^"]+)"/g)) found.add(`/cases/{reference}/${path}`);
  }
  return [...found].filter(Boolean);
}

/** What stands before the bracket that closes a call. */
function inBrackets(text) {
  let open = 1;
  const end = [...text].findIndex((sign) => (open += sign === "(" ? 1 : sign === ")" ? -1 : 0) === 0);
  return text.slice(0, end);
}

/** The addresses of pages that were not looked at and of which nobody said why. Also how many there are at all. */
export function neverSeen() {
  const found = addresses();
  const variables = (address) => address.split("{").length;
  const fits = (address, path) => new RegExp(`^${address.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path);
  // Of several that fit, the one with the fewest variable parts answers.
  const answering = (path) => found.filter((address) => fits(address, path)).sort((a, b) => variables(a) - variables(b))[0];
  const answered = new Set([...seen].map(answering));
  return { found: found.length, missing: found.filter((address) => !answered.has(address) && !(address in NO_PAGES) && !COMES_BACK.test(address)) };
}
