// The keyboard alone: every shortcut that the list of them names does what the list says, and the jobs of the day are done
// without a mouse. A shortcut that is added to the list and not pressed here fails. Those that only the window has are
// pressed there (window/manners.test.mjs).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Office, PEOPLE } from "./office.mjs";
import { headWithWork } from "./work.mjs";

let office, head;
before(async () => {
  office = await Office.open();
  head = await headWithWork();
});
after(() => Promise.all([office?.close(), head?.close()]));

/** What the list says, and what presses it: each answers for all the keys that stand beside its words. */
const PRESSES = {
  "Everywhere: Log feedback, Alt L": async () => {
    const page = await at(PEOPLE.desk, "/today");
    await leadsTo(page, "Alt+l", "/log");
  },
  "Everywhere: Search, Ctrl K": async () => {
    const page = await at(PEOPLE.champion, "/today");
    await page.keyboard.press("Control+k");
    assert.equal(await focused(page), "q");
    await page.keyboard.type("bin");
    await leadsTo(page, "Enter", "/cases");
  },
  "Everywhere: Today, Alt T": async () => leadsTo(await at(PEOPLE.champion, "/cases"), "Alt+t", "/today"),
  "Everywhere: Cases, Alt C": async () => leadsTo(await at(PEOPLE.champion, "/today"), "Alt+c", "/cases"),
  "Everywhere: Save, or keep what is typed, Ctrl S": async () => {
    const root = await openCase();
    const page = await at(PEOPLE.champion, root);
    await page.keyboard.press("Alt+n");
    await page.keyboard.type("Rang back, no answer.");
    await page.keyboard.press("Control+s");
    await page.waitForSelector("main >> text=Rang back, no answer.");
    // On the form of an act it keeps what is typed and does not do the act.
    await page.goto(`${root}/contact`);
    await page.focus("main textarea >> nth=0");
    await page.keyboard.type("Half a sentence");
    const kept = page.waitForResponse((answer) => answer.url().includes("/drafts/") && answer.ok());
    await page.keyboard.press("Control+s");
    await kept;
    assert.ok(page.url().endsWith("/contact"));
    await page.reload();
    assert.equal(await page.inputValue("main textarea >> nth=0"), "Half a sentence");
  },
  "Everywhere: Print, Ctrl P": async () => {
    const page = await at(PEOPLE.administrator, "/letters/acknowledgement/print");
    await page.evaluate(() => {
      window.printed = 0;
      window.print = () => (window.printed += 1);
    });
    await page.keyboard.press("Control+p");
    assert.equal(await page.evaluate(() => window.printed), 1);
  },
  "Everywhere: Help on this page, F1": async () => {
    const page = await at(PEOPLE.champion, "/cases");
    await page.keyboard.press("F1");
    await page.waitForSelector("#aside:not([hidden]) h2, aside[data-help]:not([hidden]) h2, .hd-aside h2");
    assert.ok(page.url().endsWith("/cases"), "the page stays");
    await page.keyboard.press("Escape");
  },
  "Everywhere: This list, Ctrl /": async () => {
    const page = await at(PEOPLE.champion, "/today");
    await page.keyboard.press("Control+/");
    await page.waitForSelector("dialog#keys:modal");
    await page.keyboard.press("Escape");
  },
  "Everywhere: Close, or cancel, Esc": async () => {
    const page = await at(PEOPLE.champion, "/today");
    await page.keyboard.press("Control+/");
    await page.waitForSelector("dialog#keys:modal");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog:modal"));
    const root = await openCase();
    await page.goto(`${root}/contact`);
    await leadsTo(page, "Escape", root);
  },
  // The browser's own: it must be left to it.
  "Everywhere: Make text larger or smaller, Ctrl + Ctrl −": async () => {
    for (const keys of ["Control++", "Control+-"]) await isLeftToTheBrowser(keys);
  },
  "Everywhere: Text as it was, Ctrl 0": () => isLeftToTheBrowser("Control+0"),
  "Lists: Next or previous case, ↓ ↑": async () => {
    const page = await at(PEOPLE.champion, "/cases");
    const rows = await page.locator("main table[data-rows] tbody tr").evaluateAll((rows) => rows.map((row) => row.querySelector("a").textContent));
    const here = () => page.evaluate(() => document.activeElement.textContent);
    for (const [keys, row] of [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1], ["ArrowUp", 0]]) {
      await page.keyboard.press(keys);
      assert.equal(await here(), rows[row], keys);
    }
  },
  "Lists: Open the case, Enter": async () => {
    const page = await at(PEOPLE.champion, "/cases");
    await page.keyboard.press("ArrowDown");
    const address = await page.evaluate(() => new URL(document.activeElement.href).pathname);
    await leadsTo(page, "Enter", address);
  },
  "Lists: Filters, Alt I": async () => {
    const page = await at(PEOPLE.champion, "/cases");
    await page.keyboard.press("Alt+i");
    assert.equal(await focused(page), "words");
  },
  "A case: Details to History, Alt 1 Alt 5": async () => {
    const root = await openCase();
    const page = await at(PEOPLE.champion, root);
    const tabs = await page.locator(".hd-tabs a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    assert.equal(tabs.length, 5);
    for (const place of [1, 2, 3, 4, 0]) await leadsTo(page, `Alt+${place + 1}`, tabs[place]);
  },
  "A case: Add a note, Alt N": async () => {
    const page = await at(PEOPLE.champion, await openCase());
    await page.keyboard.press("Alt+n");
    assert.equal(await focused(page), "text");
  },
  "A case: Do what a form asks for, Ctrl Enter": async () => {
    const root = await openCase();
    const page = await at(PEOPLE.champion, `${root}/contact`);
    await page.focus("main textarea >> nth=0");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("They rang to say thank you for the quick answer.");
    await leadsTo(page, "Control+Enter", root);
    await page.goto(`${root}/history`);
    await page.waitForSelector("main >> text=thank you for the quick answer");
  },
  "A case: Open the response, Alt R": async () => {
    const root = await openCase();
    await leadsTo(await at(PEOPLE.champion, root), "Alt+r", `${root}/response`);
  },
  "A case: Next or previous case of the list, Alt . Alt ,": async () => {
    const page = await at(PEOPLE.champion, "/cases");
    const cases = await page.locator("main table[data-rows] tbody tr").evaluateAll((rows) => rows.map((row) => new URL(row.querySelector("a").href).pathname));
    await page.keyboard.press("ArrowDown");
    await leadsTo(page, "Enter", cases[0]);
    for (const [keys, place] of [["Alt+.", 1], ["Alt+.", 2], ["Alt+,", 1]]) await leadsTo(page, keys, cases[place]);
  },
  "Logging and signing off: Choose the type, Alt 1 Alt 4": async () => {
    const page = await at(PEOPLE.desk, "/log");
    const types = await page.locator("#log-form input[name=kind]").evaluateAll((inputs) => inputs.map((input) => input.value));
    assert.equal(types.length, 4);
    for (const place of [3, 2, 1, 0]) {
      await page.keyboard.press(`Alt+${place + 1}`);
      assert.equal(await page.inputValue("#log-form input[name=kind]:checked"), types[place]);
    }
  },
  "Logging and signing off: Save and acknowledge, Ctrl Enter": async () => {
    const page = await at(PEOPLE.desk, "/log");
    await logs(page);
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("text=/Saved as \\d{4}-\\d{4}\\. Acknowledgement ready/");
  },
  "Logging and signing off: Sign off and send, Ctrl Enter": async () => {
    const page = head.page;
    await page.goto("/today");
    await page.waitForLoadState();
    await tabTo(page, "Review and sign off");
    await page.keyboard.press("Enter");
    await page.waitForSelector('h1:has-text("Sign off the response")');
    await page.waitForLoadState();
    await page.keyboard.press("End"); // A look at the letter.
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("text=Undo");
  },
};

test("the list of shortcuts names what is pressed here, and the page of help the same", async () => {
  const page = await at(PEOPLE.champion, "/help/keys");
  const [dialog, help] = [await listed(page, "dialog#keys"), await listed(page, "main")];
  assert.deepEqual(help, dialog);
  assert.deepEqual([...dialog].sort(), Object.keys(PRESSES).sort());
});

for (const [name, press] of Object.entries(PRESSES)) test(name, press);

test("a complaint is acknowledged from Today by keyboard alone", async () => {
  const desk = await at(PEOPLE.desk, "/log");
  await logs(desk);
  await desk.keyboard.press("Control+s");
  await desk.waitForSelector("text=/Saved as \\d{4}-\\d{4}/");
  const page = await at(PEOPLE.champion, "/today");
  await tabTo(page, "Acknowledge");
  await page.keyboard.press("Enter");
  await page.waitForSelector('h1:has-text("Acknowledge")');
  await page.waitForLoadState();
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(({ pathname }) => !pathname.endsWith("/acknowledge"));
  await page.waitForLoadState();
  await page.keyboard.press("Alt+5");
  await page.waitForSelector("main >> text=Acknowledgement");
});

test("the month's figures are saved by keyboard alone", async () => {
  const page = await at(PEOPLE.champion, "/today");
  await tabTo(page, "Figures");
  await page.keyboard.press("Enter");
  await page.waitForURL(({ pathname }) => pathname.startsWith("/figures"));
  await page.waitForLoadState();
  await tabTo(page, "Save the monthly pack");
  const saved = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  assert.match((await saved).suggestedFilename(), /^Heard figures \d{4}-\d\d\.zip$/);
});

/** The page of a person, with its script. */
async function at(who, address) {
  const { page } = await office.page(who);
  await page.goto(address);
  await page.waitForLoadState();
  return page;
}

/** An open complaint that a Champion may do everything with that is pressed here. */
async function openCase() {
  const [reference] = await office.cases(PEOPLE.champion, "kind=complaint&state=logged");
  return `/cases/${reference}`;
}

async function leadsTo(page, keys, address) {
  await page.keyboard.press(keys);
  await page.waitForURL(({ pathname }) => pathname === address);
  await page.waitForLoadState();
}

const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");

/** With Tab to what begins with these words. */
async function tabTo(page, words) {
  for (let stops = 0; stops < 150; stops += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((words) => document.activeElement.innerText?.trim().startsWith(words), words)) return;
  }
  assert.fail(`Tab does not come to “${words}”`);
}

/** A complaint on the page that logs, typed and not yet saved. */
async function logs(page) {
  await page.keyboard.press("Alt+1");
  const typed = { story: "The gate was locked at noon.", service: "bins", name: "Ann Price", address: "2 Mill Lane", postcode: "TB4 2QT" };
  for (const [field, words] of Object.entries(typed)) {
    await page.focus(`#${field}`);
    await page.keyboard.type(words);
    if (field === "service") await page.keyboard.press("ArrowDown");
  }
}

async function isLeftToTheBrowser(keys) {
  const page = await at(PEOPLE.champion, "/today");
  await page.evaluate(() => addEventListener("keydown", (event) => (window.taken = event.defaultPrevented)));
  await page.keyboard.press(keys);
  assert.equal(await page.evaluate(() => window.taken), false, keys);
}

/** "Section: words, keys keys", a line each. */
function listed(page, within) {
  return page.locator(`${within} .hd-keys section`).evaluateAll((sections) =>
    sections.flatMap((section) =>
      [...section.querySelectorAll("dt")].map((words) => {
        const keys = [...words.nextElementSibling.querySelectorAll("kbd")].map((kbd) => kbd.textContent);
        return `${section.querySelector("h2, h3").textContent}: ${words.textContent}, ${keys.join(" ")}`;
      }),
    ),
  );
}
