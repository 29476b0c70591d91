// Every page by the Tab key alone: each stop can be seen, lies under no bar, is large enough, and comes in the order in which
// the page is read.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, badStops } from "./heard.mjs";
import { Office, PEOPLE } from "./office.mjs";
import { PAGES } from "./pages.mjs";

let office;
before(async () => {
  office = await Office.open();
});
after(() => office?.close());

for (const [who, address] of PAGES) {
  test(`${who} at ${address}`, async () => {
    const { page } = await office.page(who);
    await stopsAreSound(page, address);
  });
}

/** Which pages of a case are gone through, by the state it is in. */
const TABS = { logged: ["", "/acknowledge"], "awaiting-sign-off": ["", "/response"], closed: ["/letters", "/documents", "/history", "/bundle"] };
for (const [state, tabs] of Object.entries(TABS)) {
  test(`a case that is ${state}`, async () => {
    const { page } = await office.page(PEOPLE.customerServices);
    const [reference] = await office.cases(PEOPLE.customerServices, `kind=complaint&state=${state}`);
    for (const tab of tabs) await stopsAreSound(page, `/cases/${reference}${tab}`);
  });
}

test("a narrow window", async () => {
  const { page } = await office.page(PEOPLE.champion);
  const [reference] = await office.cases(PEOPLE.champion, "kind=complaint&state=logged");
  await page.setViewportSize(SIZES.narrow);
  for (const address of ["/today", "/log", "/cases", `/cases/${reference}`, `/cases/${reference}/pass`]) await stopsAreSound(page, address);
  await page.setViewportSize(SIZES.wide);
});

async function stopsAreSound(page, address) {
  await page.goto(address);
  assert.deepEqual(await badStops(page), [], address);
  assert.deepEqual(await page.evaluate(outOfOrder), [], "nothing is given a place in the order by hand");
}

/** Runs in the page: what a positive tabindex would take out of the order in which the page is read. */
function outOfOrder() {
  return [...document.querySelectorAll("[tabindex]")].filter((each) => each.tabIndex > 0).map((each) => each.outerHTML.slice(0, 80));
}
