// The main jobs in the clicks they may cost, from the page where each begins.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Office, PEOPLE } from "./office.mjs";
import { headWithWork } from "./work.mjs";

let office;
/** Heads with work, one a test. */
const heads = [];
const head = async () => {
  heads.push(await headWithWork());
  return heads.at(-1).page;
};
before(async () => {
  office = await Office.open();
});
after(() => Promise.all([office, ...heads].map((each) => each?.close())));

/** Counts what is clicked on a page. */
function counting(page) {
  const clicks = { made: 0 };
  clicks.on = async (selector) => {
    clicks.made += 1;
    await page.click(selector);
  };
  return clicks;
}

test("a Head signs a response off from Today in two", async () => {
  const page = await head();
  const clicks = counting(page);
  await clicks.on('main a:has-text("Review and sign off") >> nth=0');
  await page.waitForSelector('h1:has-text("Sign off the response")');
  await clicks.on('main button:has-text("Sign off and send") >> nth=0');
  await page.waitForSelector("text=Undo");
  assert.equal(clicks.made, 2);
});

test("a second press of the keys signs nothing that was not looked at", async () => {
  const page = await head();
  await page.click('main a:has-text("Review and sign off") >> nth=0');
  await page.waitForSelector('h1:has-text("Sign off the response")');
  const address = page.url();
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(500);
  assert.equal(page.url(), address, "the page has only just opened");
  assert.ok(await page.locator('h1:has-text("Sign off the response")').count());
  await page.keyboard.press("End");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("text=Undo");
});

test("a check shows its words in the letter, and in the field where they are changed", async () => {
  const page = await head();
  await page.click('main a:has-text("Review and sign off") >> nth=0');
  await page.waitForSelector('h1:has-text("Sign off the response")');
  const button = page.locator("[data-show-words]").first();
  const plain = (words) => words.replace(/[^\p{L}\p{N}]/gu, "");
  const words = plain((await button.getAttribute("data-show-words")).replace(/\[\d+\]/g, ""));
  await button.click();
  const selected = () => page.evaluate(() => window.getSelection().toString());
  assert.equal(plain(await selected()), words);
  await page.click("summary:has-text('Edit the words yourself')");
  await button.click();
  const inField = await page.evaluate(() => {
    const area = document.activeElement;
    return [area.id, area.value.slice(area.selectionStart, area.selectionEnd)];
  });
  assert.deepEqual(inField, ["text", await button.getAttribute("data-show-words")]);
});

test("a Champion acknowledges from Today in two", async () => {
  const { page: desk } = await office.page(PEOPLE.desk);
  await desk.goto("/log");
  await desk.check("#kind");
  const typed = { "#story": "The gate was locked at noon.", "#name": "Ann Price", "#address": "2 Mill Lane", "#postcode": "TB4 2QT" };
  for (const [field, words] of Object.entries(typed)) await desk.fill(field, words);
  await desk.focus("#service");
  await desk.keyboard.type("bins");
  await desk.keyboard.press("ArrowDown");
  await desk.keyboard.press("Control+s");
  await desk.waitForSelector("text=/Saved as \\d{4}-\\d{4}/");
  const { page } = await office.page(PEOPLE.champion);
  await page.goto("/today");
  const clicks = counting(page);
  await clicks.on('main a:has-text("Acknowledge") >> nth=0');
  await page.waitForSelector('h1:has-text("Acknowledge")');
  await clicks.on('main form[action$="/acknowledge"] button:has-text("Acknowledge")');
  await page.waitForURL(({ pathname }) => !pathname.endsWith("/acknowledge"));
  const [reference] = page.url().match(/\d{4}-\d{4}/);
  assert.equal(clicks.made, 2);
  await page.goto(`/cases/${reference}/history`);
  assert.ok(await page.locator("main :text('Acknowledgement')").count(), "the letter is in the history");
});

test("a Champion saves the month's figures in one", async () => {
  const { page } = await office.page(PEOPLE.champion);
  await page.goto("/figures");
  const clicks = counting(page);
  const saved = page.waitForEvent("download");
  await clicks.on('main :text("Save the monthly pack") >> nth=0');
  assert.match((await saved).suggestedFilename(), /^Heard figures \d{4}-\d\d\.zip$/);
  assert.equal(clicks.made, 1);
});
