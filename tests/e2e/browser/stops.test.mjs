// Every page by the Tab key alone: each stop can be seen, lies under no bar, is large enough, and comes in the order in which
// the page is read.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { badStops } from "./heard.mjs";
import { Office } from "./office.mjs";
import { PAGES } from "./pages.mjs";

let office;
before(async () => {
  office = await Office.open();
});
after(() => office?.close());

for (const [who, address] of PAGES) {
  test(`${who} at ${address}`, async () => {
    const { page } = await office.page(who);
    await page.goto(address);
    assert.deepEqual(await badStops(page), []);
    assert.deepEqual(await page.evaluate(outOfOrder), [], "nothing is given a place in the order by hand");
  });
}

/** Runs in the page: what a positive tabindex would take out of the order in which the page is read. */
function outOfOrder() {
  return [...document.querySelectorAll("[tabindex]")].filter((each) => each.tabIndex > 0).map((each) => each.outerHTML.slice(0, 80));
}
