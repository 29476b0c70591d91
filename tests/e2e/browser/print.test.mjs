// Pages on paper: what belongs to the screen is gone, what is printed says whose it is, and long tables have their heads on
// every sheet. The paper is made by the browser and read by another program.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { sheetsOf } from "../journey/python.mjs";
import { Office, PEOPLE } from "./office.mjs";

const PRIVACY = /Printed by .+, .+\. Contains personal information\. Keep it safe and shred it when finished with\./;

let office, folder;
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "heard-print-"));
  office = await Office.open(250);
});
after(() => {
  rmSync(folder, { recursive: true, force: true });
  return office?.close();
});

/** What belongs to the screen: shown there, and never on paper. */
const SHELL = [".hd-rail", ".hd-top", ".hd-status", ".moj-filter", ".hd-head__actions", "main .govuk-button", ".govuk-skip-link", ".hd-tick"];

const PAGES = [
  [PEOPLE.champion, "/today", PRIVACY],
  [PEOPLE.champion, "/cases?state=all", PRIVACY],
  [PEOPLE.champion, "/figures", null], // Numbers that name nobody.
  [PEOPLE.champion, "/lessons", PRIVACY],
  [PEOPLE.champion, "case", PRIVACY],
  [PEOPLE.champion, "case/history", PRIVACY],
  [PEOPLE.reader, "/cases", PRIVACY],
];

for (const [who, address, says] of PAGES) {
  test(`${address} of ${who}`, async () => {
    const page = await printed(who, address);
    const shown = await page.evaluate((shell) => shell.filter((each) => [...document.querySelectorAll(each)].some((one) => one.checkVisibility())), SHELL);
    assert.deepEqual(shown, [], "the shell is not printed");
    const [first] = await sheets(page);
    const words = first.replace(/\s+/g, " ");
    if (!says) return assert.doesNotMatch(words, PRIVACY);
    assert.match(words, says);
    await page.emulateMedia({ media: "screen" });
    assert.ok(!(await page.locator(".hd-printonly").first().isVisible()), "on the screen it is not said");
  });
}

test("the head of a long table stands on every sheet, and no row is cut", async () => {
  const page = await printed(PEOPLE.champion, "/cases?state=all");
  // As long as a list of a council gets on one page with larger text: the rows again, under their own numbers.
  const rows = await page.evaluate(() => {
    const body = document.querySelector("main table[data-rows] tbody");
    const once = [...body.children];
    for (let copy = 0; copy < 3; copy += 1) body.append(...once.map((row) => row.cloneNode(true)));
    [...body.children].forEach((row, at) => (row.querySelector("a").textContent = `Begin${at}. ${row.querySelector("a").textContent}`));
    [...body.children].forEach((row, at) => row.lastElementChild.append(` End${at}.`));
    return body.children.length;
  });
  const all = await sheets(page);
  assert.ok(all.length >= 3, `${all.length} sheets`);
  for (const [at, sheet] of all.entries()) {
    if (/Begin\d+\./.test(sheet)) assert.match(sheet, /Next deadline/, `sheet ${at + 1} says what its columns are`);
  }
  for (let row = 0; row < rows; row += 1) {
    const on = (mark) => all.findIndex((sheet) => sheet.replace(/\s+/g, "").includes(`${mark}${row}.`));
    assert.ok(on("Begin") >= 0, `row ${row} is printed`);
    assert.equal(on("Begin"), on("End"), `row ${row} is on one sheet`);
  }
});

test("a letter is printed as a letter: nothing of the program is on it", async () => {
  const { page } = await office.page(PEOPLE.administrator);
  await page.goto("/letters/acknowledgement/print");
  await page.emulateMedia({ media: "print" });
  const text = (await sheets(page)).join(" ").replace(/\s+/g, " ");
  for (const word of ["Log feedback", "Keyboard shortcuts", "Help on this page", "Printed by"]) assert.ok(!text.includes(word), word);
  assert.match(text, /Dear /);
  await page.emulateMedia({ media: "screen" });
});

/** A page as it is on paper. */
async function printed(who, address) {
  const { page } = await office.page(who);
  if (address.startsWith("case")) {
    const [reference] = await office.cases(who, "kind=complaint&state=logged");
    await page.goto(address.replace("case", `/cases/${reference}`));
  } else await page.goto(address);
  await page.waitForLoadState();
  await page.emulateMedia({ media: "print" });
  return page;
}

/** The words of each sheet. */
async function sheets(page) {
  const file = path.join(folder, "printed.pdf");
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  return sheetsOf(file);
}
