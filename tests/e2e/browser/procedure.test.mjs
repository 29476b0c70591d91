// A procedure is changed by form, by keyboard alone: a time limit and an exclusion more, adopted, and counted from then on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, scrolls, violations } from "./heard.mjs";
import { Office, PEOPLE } from "./office.mjs";

const FORM = "/settings/deadlines/form/making-experiences-count";

let office;
before(async () => {
  office = await Office.open(40);
});
after(() => office?.close());

test("a time limit and an exclusion are added by keyboard, and new cases have their dates", async () => {
  const { page } = await office.page(PEOPLE.administrator);
  const press = async (selector) => {
    await page.focus(selector);
    const came = page.waitForNavigation();
    await page.keyboard.press("Enter");
    await came;
  };
  const open = async (selector) => {
    await page.focus(`${selector} > summary`);
    await page.keyboard.press("Enter");
  };
  await page.goto(FORM);
  await open("#stage-0");
  await press("#stage-0-clock");
  await page.waitForFunction(() => document.activeElement?.id === "stage-0-clock-2-title"); // What was added has the focus.
  await page.keyboard.type("Ring the customer");
  await page.focus("#stage-0-clock-2-limit");
  await page.keyboard.type("1");
  await page.focus('input[name="stage-0-clock-2-met_by"][value="contacted"]');
  await page.keyboard.press("Space");
  await press("#exclusion");
  await page.waitForFunction(() => document.activeElement?.id.startsWith("exclusion-"));
  await page.keyboard.type("It is about a dream");
  for (const part of await page.locator("details:not([open]):has([value='remove remedy.0'])").evaluateAll((all) => all.map((each) => each.id))) await open(`#${part}`);
  await press('[name="do"][value="remove remedy.0"]');
  await page.waitForFunction(() => document.activeElement?.value === "undo"); // The way back has the focus.
  await press('[name="do"][value="undo"]');
  await press('[name="do"][value="look"]');
  const told = await page.locator("#changes").innerText();
  for (const words of ["Ring the customer: 1 working day", "It is about a dream"]) assert.ok(told.includes(words), `${words} in ${told}`);
  assert.ok(!told.includes("No longer"), `nothing goes: ${told}`);
  await page.keyboard.press("Control+S");
  await page.waitForSelector("text=The version is kept.");
  await press('main form button[type="submit"]');
  await page.waitForSelector("text=The procedure is adopted.");

  const { page: desk } = await office.page(PEOPLE.desk);
  await desk.goto("/log");
  await desk.check("#kind");
  const typed = { "#story": "The gate was locked at noon.", "#name": "Ann Price", "#address": "2 Mill Lane", "#postcode": "TB4 2QT" };
  for (const [field, words] of Object.entries(typed)) await desk.fill(field, words);
  await desk.fill("#service", "Not sure");
  await desk.keyboard.press("ArrowDown");
  await desk.keyboard.press("Tab");
  await desk.keyboard.press("Control+Enter");
  await desk.waitForSelector("text=/\\d{4}-\\d{4}/");
  const reference = (await desk.content()).match(/Saved as (\d{4}-\d{4})/)?.[1];
  assert.ok(reference, "it is saved");
  await desk.goto(`/cases/${reference}`);
  assert.ok((await desk.locator("main").innerText()).includes("Ring the customer"), "the case has the new limit");
});

test("an entry is moved by keyboard, keeps the focus and goes back", async () => {
  const { page } = await office.page(PEOPLE.administrator);
  await page.goto(FORM.replace("making-experiences-count", "customer-care-policy"));
  const titles = () => page.locator('[role="group"][aria-labelledby="ground-heading"] > details > summary').allInnerTexts();
  const enter = async () => {
    const came = page.waitForNavigation();
    await page.keyboard.press("Enter");
    await came;
  };
  const before = await titles();
  assert.ok(before.length > 2, `there are several: ${before}`);
  await page.focus("#ground-0 > summary");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const name = () => page.evaluate(() => document.activeElement?.textContent);
  assert.equal(await name(), `Move down: ${before[0]}`, "the first has no way up");
  await enter();
  await page.waitForFunction(() => document.activeElement?.value === "down ground.1"); // It goes on from there.
  assert.deepEqual(await titles(), [before[1], before[0], ...before.slice(2)]);
  assert.ok((await page.locator('[role="status"]').allInnerTexts()).some((text) => text.includes(`“${before[0]}” was moved down. It is number 2 of`)));
  await enter();
  await page.waitForFunction(() => document.activeElement?.value === "down ground.2" || document.activeElement?.value === "up ground.2");
  assert.deepEqual(await titles(), [before[1], before[2], before[0], ...before.slice(3)]);
  for (const size of Object.values(SIZES)) {
    await page.setViewportSize(size);
    assert.ok(!(await scrolls(page)).sideways, `${size.width} points`);
    assert.deepEqual(await violations(page), []);
  }
  await page.focus('[name="do"][value="back"]');
  await enter();
  assert.deepEqual(await titles(), [before[1], before[0], ...before.slice(2)], "one step back");
});

test("the form is sound with something to put right, wide and narrow", async () => {
  const { page } = await office.page(PEOPLE.administrator);
  await page.goto(FORM);
  await page.evaluate(() => document.querySelectorAll("main details").forEach((each) => (each.open = true)));
  await page.fill("#stage-0-clock-0-limit", "ten");
  await page.click('[name="do"][value="save"]');
  await page.waitForSelector(".govuk-error-summary");
  assert.equal(await page.inputValue("#stage-0-clock-0-limit"), "ten", "what was typed stays");
  for (const size of Object.values(SIZES)) {
    await page.setViewportSize(size);
    assert.ok(!(await scrolls(page)).sideways, `${size.width} points`);
    assert.deepEqual(await violations(page), []);
  }
});

test("the form works without script", async () => {
  const { page } = await office.signedIn(PEOPLE.administrator, { script: false });
  await page.goto(FORM);
  await page.click('[name="do"][value="add pause"]');
  await page.waitForSelector("#pause-0-title");
  await page.fill("#pause-0-title", "We wait for a survey");
  await page.click('[name="do"][value="add standard"]');
  await page.waitForSelector("#standard-0-title");
  assert.equal(await page.inputValue("#pause-0-title"), "We wait for a survey", "what was typed stays");
  await page.click("#ground-1 > summary");
  const title = await page.inputValue("#ground-1-title");
  await page.click('[name="do"][value="up ground.1"]');
  await page.waitForSelector("text=was moved up");
  assert.equal(await page.inputValue("#ground-0-title"), title, "it changed places");
});
