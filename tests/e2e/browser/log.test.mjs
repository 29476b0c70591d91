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

/** Waits until the field with this id has the focus: a page takes a moment to give it. */
const hasFocus = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);

test("Enter in a field saves nothing and keeps its place", async () => {
  const { page } = await office.page("sam");
  await page.goto("/log");
  await page.fill("#received", "yesterday");
  await page.press("#received", "Enter");
  await page.waitForSelector("#next :text('Received ')");
  await hasFocus(page, "received");
  assert.equal(new URL(page.url()).pathname, "/log");
  await page.fill("#email", "ann@example.org");
  await page.press("#email", "Enter");
  await page.waitForSelector("#acts button:has-text('Save and email acknowledgement')");
  await hasFocus(page, "email");
  await page.click("summary:has-text('We sorted it now')");
  await page.fill("#done", "");
  await page.press("#done", "Enter");
  await page.waitForSelector(".govuk-error-summary a[href='#done']");
  assert.ok(await page.isVisible("#done"), "what was asked for stands open");
});

test("what replaces the form has the focus where the work goes on", async () => {
  const { page } = await office.page("sam");
  await page.goto("/log");
  await page.fill("#story", "The bin was missed. Nobody rang back.");
  await page.check("#several");
  await page.click("button:has-text('Split the story')");
  await page.waitForFunction(() => document.querySelector("#points").value.includes("Nobody rang back"));
  await hasFocus(page, "points");
});

test("earlier cases of the same person are seen, said why, and kept apart without a new page", async () => {
  const { page } = await office.page(PEOPLE.desk);
  await page.setViewportSize(SIZES.wide);
  await page.goto("/log");
  await page.fill("#story", "Another thing altogether.");
  await page.fill("#phone", "01632 960 118");
  const box = page.locator("#earlier .hd-warn").first();
  await box.waitFor();
  assert.match(await box.innerText(), /Same phone number/);
  const [under, bar] = [await box.boundingBox(), await page.locator(".hd-actionbar").boundingBox()];
  assert.ok(under.y + under.height <= bar.y, "nothing of it lies under the bar");
  await page.focus("#name");
  await page.click("#earlier button:has-text('Keep separate')");
  await page.waitForFunction(() => !document.querySelector("#earlier .hd-warn"));
  await hasFocus(page, "name");
  assert.equal(await page.inputValue("#story"), "Another thing altogether.");
  await page.fill("#phone", "01632 960118");
  await page.waitForTimeout(1200);
  assert.equal(await page.locator("#earlier .hd-warn").count(), 0, "it is not asked again");
  await page.fill("#phone", "");
});

test("help opens beside the form and gives the focus back", async () => {
  const { page } = await office.page(PEOPLE.desk);
  await page.goto("/log");
  await page.fill("#story", "Half a sentence");
  await page.focus("#story");
  await page.keyboard.press("F1");
  await page.waitForSelector("dialog.hd-aside[open] h2:has-text('Log feedback')");
  assert.equal(new URL(page.url()).pathname, "/log");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog.hd-aside:not([open])", { state: "attached" });
  await hasFocus(page, "story");
  assert.equal(await page.inputValue("#story"), "Half a sentence");
  const { page: plain } = await office.page(PEOPLE.desk, { script: false });
  await plain.goto("/log");
  await plain.click("footer a:has-text('Help on this page')");
  assert.equal(new URL(plain.url()).pathname, "/help/log");
});

test("the log page fits one screen, also when a form is offered", async () => {
  const { page } = await office.page("sam");
  await page.setViewportSize(SIZES.wide);
  await page.goto("/log");
  await page.fill("#name", "Margaret Fairclough of Upper Thornbeck");
  await page.fill("#story", "The brown bin was not emptied on three visits in a row, and nobody rang back.");
  await page.waitForSelector("text=/Draft kept/");
  await page.goto("/log");
  await page.waitForSelector("a:has-text('Go on')");
  assert.deepEqual(await scrolls(page), { sideways: false, down: false });
  const offered = () => page.locator("button:has-text('Throw away')");
  for (let more = 0; (await offered().count()) && more < 6; more += 1) await Promise.all([page.waitForEvent("load"), offered().click()]);
  assert.equal(await offered().count(), 0);
  await page.goto("/log");
  await page.waitForSelector("#log-form");
  assert.deepEqual(await scrolls(page), { sideways: false, down: false });
});
