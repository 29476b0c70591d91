// Logging at the desk: by keyboard alone, in few keys, on one screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, scrolls } from "./heard.mjs";
import { Office, PEOPLE } from "./office.mjs";

/** Keys that are not text, from Log feedback to saved with its acknowledgement. */
const MOST_KEYS = 14;

let office;
before(async () => {
  office = await Office.open(60);
});
after(() => office?.close());

test("a complaint is logged and acknowledged by keyboard, in few keys", async () => {
  const { page } = await office.page(PEOPLE.desk);
  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  const reach = async (field) => {
    for (let tries = 0; (await focused()) !== field; tries += 1) {
      assert.ok(tries < 4, `${field} is near; the focus is at ${await focused()}`);
      await press("Tab");
    }
  };
  await page.goto("/today");
  await press("Alt+l");
  await page.waitForSelector("#log-form");
  await page.waitForLoadState(); // The form is there before the script that hears its keys.
  await press("Alt+1");
  for (const [field, words] of [
    ["story", "The brown bin was not emptied on three visits in a row, and nobody rang back."],
    ["wanted", "Empty it and tell me why."],
    ["service", "bins"],
    ["name", "Margaret Fairclough"],
    ["phone", "01632 960 118"],
    ["address", "14 Mill Lane"],
    ["postcode", "TB4 2QT"],
  ]) {
    await reach(field);
    await page.keyboard.type(words);
    if (field === "service") await press("ArrowDown");
  }
  await press("Control+Enter");
  await page.waitForSelector("text=/Saved as \\d{4}-\\d{4}\\. Acknowledgement ready/");
  assert.ok(keys <= MOST_KEYS, `${keys} keys, at most ${MOST_KEYS}`);
});

test("a letter that was just written prints as its page opens, once", async () => {
  const { page } = await office.signedIn(PEOPLE.desk);
  await page.addInitScript(() => {
    window.printed = 0;
    window.print = () => (window.printed += 1);
  });
  await page.goto("/log");
  const typed = { "#story": "The gate was locked at noon.", "#name": "Ann Price", "#address": "2 Mill Lane", "#postcode": "TB4 2QT" };
  await page.check("#kind");
  for (const [field, words] of Object.entries(typed)) await page.fill(field, words);
  await page.fill("#service", "Not sure");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => window.printed === 1);
  await page.reload();
  await page.waitForSelector("article");
  assert.equal(await page.evaluate(() => window.printed), 0);
});

test("what is asked only now and then is shown only then, and fits", async () => {
  const { page } = await office.page(PEOPLE.desk);
  await page.goto("/log");
  await page.waitForSelector("#log-form");
  for (const [field, choice] of [["acting_name", "acting"], ["group_people", "group"]]) {
    assert.ok(await page.isHidden(`#${field}`), field);
    await page.selectOption("#telling", choice);
    assert.ok(await page.isVisible(`#${field}`), field);
    await page.selectOption("#telling", "");
  }
  for (const [field, tick] of [["points", "#several"], ["staff_named", "#names_staff"], ["language", "#needs-2"]]) {
    assert.ok(await page.isHidden(`#${field}`), field);
    await page.check(tick);
    assert.ok(await page.isVisible(`#${field}`), field);
  }
});

test("the log page fits one screen", async () => {
  // Somebody with no form begun: an offer to go on with it takes a line.
  const { page } = await office.page("sam");
  await page.setViewportSize(SIZES.wide);
  await page.goto("/log");
  await page.waitForSelector("#log-form");
  assert.deepEqual(await scrolls(page), { sideways: false, down: false });
});
