// Every page and every main state of one, for everybody: nothing for axe to find, wide and narrow, light, dark and in
// the colours of a contrast theme; nothing hangs over the right edge of a narrow window.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SIZES, launch, scrolls, serve, violations, visit } from "./heard.mjs";
import { Office, PEOPLE } from "./office.mjs";
import { PAGES, STATES, TABS } from "./pages.mjs";

const { desk, champion, investigator, head, customerServices, administrator, reader } = PEOPLE;

const light = { colorScheme: "light", forcedColors: "none" };
const dark = { colorScheme: "dark", forcedColors: "none" };
const contrastTheme = { colorScheme: "dark", forcedColors: "active" };

/** How a page is looked at: in one window, resized and recoloured. */
const LOOKS = {
  "wide, light": { size: SIZES.wide, media: light },
  "wide, dark, everything opened": { size: SIZES.wide, media: dark, opened: true, without: ["target-size"] },
  "narrow, light": { size: SIZES.narrow, media: light },
  "wide, contrast theme": { size: SIZES.wide, media: contrastTheme, without: ["color-contrast"] },
};

/**
 * Everything wrong with the page as it is. Panels that are opened lie over what is below them until they are closed, so
 * the size of what can still be reached is asked for in the other looks. In a contrast theme the colours are the person's own, and axe mixes them with
 * the page's; so the contrast of colours is asked for in the other looks.
 */
async function wrongs(page) {
  const found = [];
  for (const [name, { size, media, opened, without }] of Object.entries(LOOKS)) {
    await page.setViewportSize(size);
    await page.emulateMedia(media);
    await page.evaluate((open) => document.querySelectorAll("main details").forEach((each) => (each.open = open)), Boolean(opened));
    if (!opened && (await scrolls(page)).sideways) found.push(`${name}: hangs over the right edge`);
    await makeRoom(page, size);
    for (const violation of await violations(page, without)) found.push(`${name}: ${violation}`);
  }
  await page.setViewportSize(SIZES.wide);
  await page.emulateMedia(light);
  return found;
}

/** A window as high as the page, so that nothing lies under the bars that stay when it is scrolled. */
async function makeRoom(page, { width, height }) {
  const needed = await page.evaluate(() => document.documentElement.scrollHeight);
  if (needed > height) await page.setViewportSize({ width, height: needed + 100 });
}

const ACTS = ["acknowledge", "posted", "pass", "nominate", "extend", "point", "find", "promise", "fulfil", "note", "contact", "attach"].concat(
  ["refer", "decline", "correct", "customer", "classify", "convert", "transfer", "close", "learn", "withdraw", "reopen"],
  ["restrict", "represent", "screen", "take", "link", "split", "ombudsman", "bundle"],
  ["correct-point", "remove-point"],
);

/** Forms sent with something missing. */
const MISTAKES = [
  [desk, "/log", "Save and acknowledge", {}],
  [champion, "note", "Save note", { "#text": " " }],
  [champion, "contact", "Save contact", {}],
  [champion, "point", "Add the point", {}],
  [administrator, "/settings/people/new", "Add", {}],
  [administrator, "/settings/services/new", "Add", {}],
  [administrator, "/settings/calendar", "Continue", {}],
  [administrator, "/settings/deadlines/write", "Check", { "#text": "id = 'ours'\nversion = 0" }],
  [administrator, "/settings/deadlines/form", "Save as a version", {}],
  [administrator, "/settings/mail", "Save", { "#host": "", "#port": "many" }],
  [administrator, "/settings/council", "Save", { "#name": "" }],
  [administrator, "/letters/acknowledgement", "Save", { "#body": "Dear {customer nam}" }],
  [reader, "/account", "Change password", { "#old": "wrong", "#new": "short" }],
];

/** A log whose dates can be read two ways, with a row that cannot come in. */
const OLD_LOG = `Ticket,Customer Complaint,Date,Received Via,Status
1,Bin not emptied,04/05/2015,Phone,Closed
2,Rude reply,18/05/2015,Email,Closed
3,,31/31/2015,Phone,Open
`;

describe("before anybody is signed in", () => {
  let heard, browser, visited;
  before(async () => {
    heard = await serve();
    browser = await launch();
    visited = await visit(browser, heard.address);
  });
  after(async () => {
    await browser?.close();
    await heard?.close();
  });

  test("every step of set-up, with and without mistakes", async () => {
    const { page } = visited;
    const next = (words = "Continue") => page.click(`main button:has-text("${words}")`);
    const seen = async (heading) => {
      await page.waitForSelector(`h1:has-text("${heading}")`);
      assert.deepEqual(await wrongs(page), [], heading);
    };
    await page.goto("/setup");
    await next();
    await page.waitForSelector(".govuk-error-summary");
    await seen("Your council");
    await page.fill("#council", "Harrowdale District Council");
    await page.check("#nation");
    await next();
    await seen("Your deadlines");
    await next();
    await page.waitForSelector("#service-1");
    await seen("Services");
    await page.fill("#service-1", "Waste");
    await page.fill("#head-1", "Grace Obi");
    await page.fill("#head-email-1", "grace@harrowdale.example");
    await next();
    await seen("Check");
    await next();
    await page.waitForSelector("#password");
    await next("Start using Heard");
    await page.waitForSelector(".govuk-error-summary");
    await seen("You");
  });

  test("practice, from outside and inside", async () => {
    const { page } = visited;
    await page.goto("/practice");
    assert.deepEqual(await wrongs(page), []);
    await page.click('main button:has-text("Look round")');
    await page.waitForSelector('h1:has-text("Whose part")', { timeout: 60_000 });
    assert.deepEqual(await wrongs(page), []);
    await page.click('main button:has-text("Be Joanne")');
    await page.waitForSelector(".hd-rail");
    assert.deepEqual(await wrongs(page), [], "Today in practice");
  });
});

describe("in an office with cases in every state", () => {
  let office;
  before(async () => {
    office = await Office.open();
  });
  after(() => office?.close());

  test("sign-in, with and without mistakes", async () => {
    const { page } = await office.page("");
    await page.goto("/sign-in");
    assert.deepEqual(await wrongs(page), []);
    await page.click('main button:has-text("Sign in")');
    await page.waitForSelector(".govuk-error-summary");
    assert.deepEqual(await wrongs(page), [], "with a mistake");
  });

  for (const [who, address] of PAGES) {
    test(`${who} at ${address}`, async () => {
      const { page } = await office.page(who);
      await page.goto(address);
      assert.deepEqual(await wrongs(page), []);
    });
  }

  for (const state of STATES) {
    test(`a case that is ${state}`, async () => {
      const [reference] = await office.cases(customerServices, `kind=complaint&state=${state}`);
      assert.ok(reference, `the made-up office has a case that is ${state}`);
      const { page } = await office.page(customerServices);
      for (const tab of TABS[state] ?? [""]) {
        await page.goto(`/cases/${reference}${tab}`);
        assert.deepEqual(await wrongs(page), [], `${page.url()}`);
      }
    });
  }

  test("help beside a form", async () => {
    const { page } = await office.page(desk);
    for (const size of [SIZES.wide, SIZES.narrow]) {
      await page.setViewportSize(size);
      await page.goto("/log");
      await page.keyboard.press("F1");
      await page.waitForSelector("dialog.hd-aside[open]");
      // What it lies over can be reached once it is closed.
      assert.deepEqual(await violations(page, ["target-size"]), []);
      assert.equal((await scrolls(page)).sideways, false);
    }
    await page.setViewportSize(SIZES.wide);
  });

  test("a letter, and two versions of a response", async () => {
    const answered = await office.cases(champion, "kind=complaint&state=closed");
    const letter = await office.firstSeen(champion, answered.map((reference) => `/cases/${reference}/letters/1`));
    const compared = await office.firstSeen(champion, answered.map((reference) => `/cases/${reference}/response/compare`));
    const { page } = await office.page(champion);
    for (const address of [letter, compared]) {
      assert.ok(address, "the made-up office has one");
      await page.goto(address);
      assert.deepEqual(await wrongs(page), [], address);
    }
  });

  test("writing a response, and signing one off", async () => {
    const drafting = await office.cases(champion, "state=drafting&kind=complaint");
    const writers = await writersOf(office, drafting);
    assert.ok(writers, "the made-up office has a response being written");
    const { page } = await office.page(writers.who);
    await page.goto(writers.address);
    assert.deepEqual(await wrongs(page), [], "writing");
    const signing = await signersOf(office);
    assert.ok(signing, "the made-up office has a response to be signed off");
    const signer = await office.page(signing.who);
    await signer.page.goto(signing.address);
    assert.deepEqual(await wrongs(signer.page), [], "signing off");
    const reason = signer.page.locator("#reason");
    if (await reason.count()) await reason.fill("Seen and agreed with the customer.");
    await signer.page.click('main button:has-text("Sign off only")');
    await signer.page.waitForSelector('h1:has-text("Send the response")');
    assert.deepEqual(await wrongs(signer.page), [], "signed off, not sent");
  });

  test("bringing in an old log, looked at first", async () => {
    const { page } = await office.page(administrator);
    await page.goto("/import");
    assert.deepEqual(await wrongs(page), []);
    await page.setInputFiles("#file", { name: "old log.csv", mimeType: "text/csv", buffer: Buffer.from(OLD_LOG) });
    await page.click('main button:has-text("Next")');
    await page.waitForSelector('h2:has-text("What the columns are")');
    assert.deepEqual(await wrongs(page), [], "guessed");
    await page.click('main button:has-text("Look at what would come in")');
    await page.waitForSelector('h2:has-text("What would come in")');
    assert.deepEqual(await wrongs(page), [], "looked at");
  });

  for (const act of ACTS) {
    test(`the form of ${act}`, async () => {
      const found = await whoMay(office, act);
      assert.ok(found, `somebody may ${act} something`);
      const { page } = await office.page(found.who);
      await page.goto(found.address);
      assert.deepEqual(await wrongs(page), [], `${found.who} at ${found.address}`);
    });
  }

  for (const [who, where, button, fields] of MISTAKES) {
    test(`a mistake at ${where}`, async () => {
      const found = where.startsWith("/") ? { who, address: where } : await whoMay(office, where);
      const { page } = await office.page(found.who);
      await page.goto(found.address);
      for (const [field, words] of Object.entries(fields)) await page.fill(field, words);
      await page.click(`main button:has-text("${button}") >> visible=true >> nth=0`);
      await page.waitForSelector(".govuk-error-summary");
      assert.deepEqual(await wrongs(page), []);
    });
  }
});

/** Somebody who may do this to some case, and the address of the form. */
async function whoMay(office, act) {
  for (const who of [champion, head, customerServices, investigator]) {
    for (const kind of ["complaint", "compliment"]) {
      for (const state of STATES) {
        const references = (await office.cases(who, `kind=${kind}&state=${state}`)).slice(0, 2);
        const address = await office.firstSeen(who, references.map((reference) => `/cases/${reference}/${act}`));
        if (address) return { who, address };
      }
    }
  }
  return null;
}

const INVESTIGATORS = ["dan", "kieran", "alison", "bilal", "wendy", "oliver", "fiona", "suresh"];
const HEADS = ["marian", "stephen", "lorraine", "gareth", "nasreen", "adrian", "ruth", "terry"];

/** Who writes a response now. */
async function writersOf(office, references) {
  for (const who of INVESTIGATORS) {
    const { page } = await office.page(who);
    for (const reference of references) {
      await page.goto(`/cases/${reference}/response`);
      if (await page.locator("main form[data-draft] textarea[name=text]").count()) return { who, address: `/cases/${reference}/response` };
    }
  }
  return null;
}

/** Who has a response to sign off now. */
async function signersOf(office) {
  for (const who of HEADS) {
    const { page } = await office.page(who);
    await page.goto("/today");
    const link = page.locator('main a:has-text("Review and sign off")').first();
    if (await link.count()) return { who, address: await link.getAttribute("href") };
  }
  return null;
}
