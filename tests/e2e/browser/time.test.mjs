// What a page does as time passes: the minute in which something can be taken back, and the lock when nobody is there. The
// browser's clock is put forward; the server's stays.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Office, PASSWORD, PEOPLE } from "./office.mjs";

let office;
before(async () => {
  office = await Office.open(60);
});
after(() => office?.close());

const MINUTE = 60_000;

/** A person whose clock can be put forward. */
async function withClock(who) {
  const { page } = await office.signedIn(who);
  await page.clock.install();
  return page;
}

test("the way back goes when the minute is over, and counts the seconds until then", async () => {
  const page = await withClock(PEOPLE.desk);
  await page.goto("/log");
  await page.waitForLoadState();
  await page.check("#kind");
  const typed = { "#story": "The gate was locked at noon.", "#name": "Ann Price", "#email": "ann.price@example.org" };
  for (const [field, words] of Object.entries(typed)) await page.fill(field, words);
  await page.fill("#service", "Not sure");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+Enter");
  const undo = page.locator("button[data-undo-seconds]").first();
  await undo.waitFor();
  const left = async () => Number((await undo.locator("[data-undo-left]").innerText()).match(/\d+/)[0]);
  await page.clock.runFor(1000);
  const before = await left();
  assert.ok(before > 50 && before <= 60, `${before} seconds`);
  await page.clock.runFor(20_000);
  assert.ok(Math.abs(before - 20 - (await left())) <= 1, "twenty seconds less");
  await page.clock.runFor(MINUTE);
  assert.equal(await page.locator("button[data-undo-seconds]").count(), 0, "what can no longer be done is not offered");
});

test("who is away is warned, stays with one key, and is locked out with nothing lost", async () => {
  const page = await withClock(PEOPLE.desk);
  await page.goto("/log");
  await page.waitForLoadState();
  const minutes = await page.evaluate(() => Number(document.body.dataset.idleMinutes));
  await page.keyboard.press("Shift");
  await page.clock.fastForward((minutes - 2) * MINUTE - 10_000);
  await page.clock.runFor(5_000);
  assert.equal(await page.locator("dialog#idle:modal").count(), 0, "not yet");
  await page.clock.runFor(10_000);
  await page.waitForSelector("dialog#idle:modal >> text=Heard will lock in 2 minutes. Your typing is kept.");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Stay signed in");
  const told = page.waitForRequest((request) => request.url().endsWith("/stay"));
  await page.keyboard.press("Enter");
  await told;
  await page.waitForFunction(() => !document.querySelector("dialog:modal"));

  await page.focus("#story");
  await page.keyboard.type("The crew left the bin on the back path.");
  // At once, before the pause after which it would be kept by itself.
  await page.clock.fastForward(minutes * MINUTE);
  await page.clock.runFor(6_000);
  await page.waitForURL(({ pathname }) => pathname === "/sign-in");
  await page.fill("#email", `${PEOPLE.desk}@thornbeck.example`);
  await page.fill("#password", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".hd-rail");
  await page.goto("/log");
  await page.click(".hd-offer a:has-text('Go on')");
  await page.waitForFunction(() => document.querySelector("#story")?.value === "The crew left the bin on the back path.");
});
