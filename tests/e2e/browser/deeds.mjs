// What people did before a page can be seen: forms sent as their pages send them, with no page in between.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { PEOPLE } from "./office.mjs";

const { desk, administrator } = PEOPLE;

/** A procedure with every kind of step: a later stage in which a case may begin, a clock that may stand still, other business that waits. */
function everyStep() {
  const text = readFileSync(new URL("../../../procedures/it-services-feedback.toml", import.meta.url), "utf8");
  const pause = '[[pause]]\nid = "supplier"\ntitle = "Waiting for a supplier"\nclocks = ["frontline-decide"]\nmost = { number = 5, unit = "working-days" }\n\n';
  const holds = 'holds = [{ id = "account", title = "Closing the account" }, { id = "invoice", title = "The reminder of the invoice" }]';
  return text
    .replace('id = "it-services-feedback"', 'id = "every-step"')
    .replace(/^#:schema.*\n/, "")
    .replace("[[extension]]", `${pause}[[extension]]`)
    .replace("[handling]\n", `[handling]\n${holds}\n`);
}

/** Sends a form; the page shows the answer. Answers with its status. */
export async function send(page, address, fields) {
  if (!(await page.locator("body[data-csrf]").count())) await page.goto("/account");
  const came = page.waitForNavigation();
  await page.evaluate(
    ([address, fields]) => {
      const form = Object.assign(document.createElement("form"), { method: "post", action: address });
      for (const [name, values] of Object.entries({ csrf: document.body.dataset.csrf, ...fields }))
        for (const value of [values].flat()) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      document.body.append(form);
      HTMLFormElement.prototype.submit.call(form);
    },
    [address, fields],
  );
  return (await came).status();
}

/** Has the office follow a procedure in which every step can be done. */
export async function followEveryStep(office) {
  const { page } = await office.page(administrator);
  assert.equal(await send(page, "/settings/deadlines/write", { text: everyStep(), seen: "", do: "save" }), 200, await page.locator("main").innerText());
  assert.equal(await send(page, "/settings/deadlines/adopt", { procedure: "every-step", version: "1" }), 200, await page.locator("main").innerText());
}

/** Today, as people type it. */
export const TODAY = new Date().toLocaleDateString("en-GB", { timeZone: "Europe/London" });

/** A complaint as the desk sends it. */
export function complaint(more = {}) {
  const who = { name: "Ann Price", phone: "01632 960 555", email: "ann@example.org", address: "2 Mill Lane", postcode: "TB4 2QT", reply_by: "email" };
  return { draft: "log", kind: "complaint", channel: "phone", received: TODAY, story: "The gate was locked at noon.", service: "1", ...who, ...more };
}

/** Logs one; answers with its reference. */
export async function logged(office, more = {}, act = "later") {
  const { page } = await office.page(desk);
  await send(page, "/log", { ...complaint(more), once: `${Math.random()}`.slice(2), act });
  const reference = (await page.locator("main").innerText()).match(/Saved as (\d{4}-\d{4})/)?.[1];
  assert.ok(reference, `it is saved: ${await page.locator("main").innerText()}`);
  return reference;
}

/** What the form of this page that goes to an address would send as it stands. */
export function fieldsOf(page, address) {
  return page.evaluate((address) => {
    const form = [...document.querySelectorAll("main form")].find((each) => new URL(each.action).pathname === address);
    const fields = {};
    for (const [name, value] of new FormData(form)) if (name !== "csrf") (fields[name] ??= []).push(value);
    return fields;
  }, address);
}
