// The server goes away while somebody types: nothing typed is lost, nothing is sent twice.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "./heard.mjs";
import { Office, PEOPLE } from "./office.mjs";

const AWAY = "Not connected. Your typing is kept on this PC.";

let office;
before(async () => {
  office = await Office.open(5);
});
after(() => office?.close());

const goAway = () => office.heard.close();

async function comeBack() {
  office.heard = await serve(office.folder, new URL(office.heard.address).port);
}

/** A comment with these words, ready to be saved. */
async function typed(page, story) {
  await page.goto("/log");
  await page.waitForSelector("#log-form");
  await page.waitForLoadState();
  await page.keyboard.press("Alt+3");
  await page.fill("#story", story);
  await page.fill("#service", "Not sure");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.fill("#name", "Ann Price");
  await page.fill("#phone", "01632 960 741");
}

const save = (page) => page.click("#acts button >> nth=0");
const status = (page) => page.textContent(".hd-status [role=status]");
const found = (page, story) => office.cases(PEOPLE.desk, `q=${encodeURIComponent(story)}&state=all`);

test("a form sent while Heard is away stays, goes by itself when it is back, and goes once", async () => {
  const story = "The lantern at the corner is dark";
  const { page } = await office.signedIn(PEOPLE.desk);
  await typed(page, story);
  await goAway();
  await save(page);
  await page.waitForSelector("main [role=alert]:has-text('not saved yet')");
  assert.equal((await status(page)).trim(), AWAY);
  assert.ok(await page.isVisible(".hd-status .hd-dot--warn"), "an amber square");
  assert.equal(await page.textContent("[data-connection]"), "Trying to connect again");
  assert.equal(await page.inputValue("#story"), story);
  assert.equal(await page.inputValue("#service"), "Not sure");
  await comeBack();
  await page.waitForSelector("text=/Saved as \\d{4}-\\d{4}/");
  assert.equal((await found(page, story)).length, 1);
});

test("what was changed meanwhile is sent only when it is sent again", async () => {
  const story = "The ferry bell is too loud";
  const { page } = await office.signedIn(PEOPLE.desk);
  await typed(page, story);
  await goAway();
  await save(page);
  await page.waitForSelector("main [role=alert]");
  await page.fill("#story", `${story} at night`);
  await comeBack();
  await page.waitForSelector("main [role=alert]:has-text('Connected again')");
  assert.equal((await found(page, story)).length, 0, "nobody has sent it");
  assert.equal(await page.inputValue("#story"), `${story} at night`);
  await page.waitForSelector(".hd-status :text('Draft kept at')");
  assert.equal(await page.textContent("[data-connection]"), "Kept on this computer");
  await save(page);
  await page.waitForSelector("text=/Saved as \\d{4}-\\d{4}/");
  assert.equal((await found(page, `${story} at night`)).length, 1);
});

test("whoever is about to leave typed words that cannot be kept is asked", async () => {
  const { page } = await office.signedIn(PEOPLE.desk);
  await page.goto("/log");
  await page.click("#story");
  await goAway();
  await page.keyboard.type("The stile is broken");
  await page.waitForSelector(`.hd-status :text('${AWAY}')`);
  const asked = new Promise((tell) => page.once("dialog", (dialog) => dialog.dismiss().then(() => tell(dialog.type()))));
  await page.click(".hd-rail__link >> nth=0", { noWaitAfter: true });
  assert.equal(await asked, "beforeunload");
  assert.equal(await page.inputValue("#story"), "The stile is broken");
  await comeBack();
  await page.waitForSelector(".hd-status :text('Draft kept at')");
  await page.goto("/today");
});

test("a very long story is kept as it is typed", async () => {
  const { page } = await office.signedIn(PEOPLE.desk);
  await page.goto("/log");
  await page.waitForLoadState();
  await page.fill("#story", "The bin was missed again. ".repeat(4000));
  await page.waitForSelector(".hd-status :text('Draft kept at')");
});

test("a button that is replaced while Heard is asked is pressed all the same", async () => {
  const story = "The bench by the pond is broken";
  const { page } = await office.signedIn(PEOPLE.desk);
  await typed(page, story);
  await page.route("**/theme.css", async (route) => {
    if (route.request().method() !== "HEAD") return route.continue();
    // What a live part does: buttons of the same words in the place of those that were there.
    await page.evaluate(() => {
      const acts = document.getElementById("acts");
      acts.innerHTML = acts.innerHTML;
    });
    await route.continue();
  });
  await save(page);
  await page.waitForSelector("text=/Saved as \\d{4}-\\d{4}/");
  const [reference] = await found(page, story);
  await page.goto(`/cases/${reference}/letters`);
  assert.equal(await page.getByText("No letters yet").count(), 0, "saved with the thanks that the button promises");
});
