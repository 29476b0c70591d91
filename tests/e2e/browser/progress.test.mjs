// Work that takes longer than a moment: how far it is, and called off.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Office, PEOPLE } from "./office.mjs";

const MAPPING = '[columns]\nreference = "No"\nreceived = "Date"\nstory = "What"\n[constants]\nkind = "complaint"\n';

/** So many that no machine has them all brought in before it was asked how far it is. */
const ROWS = 40_000;
const WRITTEN = ROWS.toLocaleString("en-GB");

let office;
before(async () => {
  office = await Office.open(5);
});
after(() => office?.close());

test("an import says how far it is, and nothing comes in when it is cancelled", async () => {
  const { page } = await office.page(PEOPLE.administrator);
  const rows = Array.from({ length: ROWS }, (_, row) => `A${row},2026-10-01,The bin was missed\n`);
  await page.goto("/import");
  await page.setInputFiles("#file", { name: "log.csv", mimeType: "text/csv", buffer: Buffer.from(`No,Date,What\n${rows.join("")}`) });
  await page.click("summary:has-text('I have a mapping file')");
  await page.fill("#mapping", MAPPING);
  await page.click("main form[action='/import/look'] button[type=submit]");
  await page.waitForSelector(`button:has-text('Import ${WRITTEN} cases')`);
  // The page itself is asked, because a hand from outside would wait for the answer, which is what this is about.
  const seen = await page.evaluate(async (words) => {
    const find = (selector) => document.querySelector(`.hd-progress ${selector}`);
    [...document.querySelectorAll("button")].find((button) => button.textContent.startsWith(words)).click();
    while (!find("[data-count]")?.textContent) await new Promise((wake) => setTimeout(wake, 50));
    const { value, max, ariaLabel } = find("progress");
    const said = { value, max, ariaLabel, count: find("[data-count]").textContent, status: find("[role=status]").textContent };
    find("button").click();
    return said;
  }, `Import ${WRITTEN} cases`);
  assert.match(seen.count, new RegExp(`^[\\d,]+ of ${WRITTEN}$`));
  assert.ok(seen.value > 0 && seen.max === ROWS, JSON.stringify(seen));
  assert.equal(seen.ariaLabel, "Bringing in cases");
  assert.match(seen.status, /^Bringing in cases/);
  await page.waitForSelector("text=Cancelled. Nothing was changed.");
  await page.goto(`/cases?q=A${ROWS - 1}`);
  assert.equal(await page.locator("text=The bin was missed").count(), 0, "nothing came in");
});

test("the name of the work is not left in the address", async () => {
  const { page } = await office.page(PEOPLE.customerServices);
  await page.goto("/figures/what-if");
  await page.click("main button[type=submit]");
  await page.waitForSelector("#beside");
  // The page is there before its script is.
  await page.waitForURL((url) => !url.searchParams.has("work"));
  assert.ok(page.url().includes("procedure="), page.url());
});

test("a form that saves a file can be used again once it is saved", async () => {
  const { page } = await office.page(PEOPLE.champion);
  const [reference] = await office.cases(PEOPLE.champion, "state=all");
  await page.goto(`/cases/${reference}/bundle`);
  for (const whom of ["ombudsman", "customer"]) {
    await page.check(`input[name=whom][value=${whom}]`);
    const saved = page.waitForEvent("download");
    await page.click("main button:has-text('Save the file')");
    assert.equal((await saved).suggestedFilename(), `${reference} for the ${whom === "customer" ? "customer" : "Ombudsman"}.zip`);
    await page.waitForFunction(() => !document.querySelector("[data-work]"));
  }
  assert.ok(page.url().endsWith("/bundle"), "the page stays where it is");
});
