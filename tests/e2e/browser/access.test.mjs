// Every page and every main state of one, for everybody: nothing for axe to find, wide and narrow, light, dark and in
// the colours of a contrast theme; nothing hangs over the right edge of a narrow window.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { TODAY, complaint, fieldsOf, followEveryStep, logged, send } from "./deeds.mjs";
import { SIZES, badStops, launch, scrolls, serve, violations, visit } from "./heard.mjs";
import { neverSeen, wrongs } from "./looks.mjs";
import { Office, PEOPLE } from "./office.mjs";
import { EVERY_LOOK, PAGES, STATES, TABS } from "./pages.mjs";

const { desk, champion, investigator, head, customerServices, administrator, reader } = PEOPLE;

const ACTS = ["acknowledge", "posted", "pass", "nominate", "extend", "point", "find", "promise", "fulfil", "note", "contact", "attach"].concat(
  ["refer", "decline", "correct", "customer", "classify", "convert", "transfer", "close", "learn", "withdraw", "reopen"],
  ["restrict", "represent", "screen", "take", "link", "split", "ombudsman", "bundle"],
  ["correct-point", "remove-point"],
);

/** Which form of which case is looked at next, and what is sent with it: each step makes the next ones possible. */
const STEPS = [
  ["begun", "begin-at", { because: "investigation/vip" }],
  ["begun", "appoint"],
  ["begun", "step"],
  ["sorted", "escalate"],
  ["sorted", "refuse-stage"],
  ["sorted", "ombudsman", { body: "oia", on: TODAY }],
  ["sorted", "ombudsman-asks", { what: "The log of calls", on: TODAY, due: "tomorrow" }],
  ["sorted", "ombudsman-answered", { request: "1", on: TODAY }],
  ["sorted", "ombudsman-decides", { ruling: "upheld", reasons: "Nobody rang.", on: TODAY, remedy: "Ring her", due: "tomorrow" }],
  ["sorted", "ombudsman-remedied"],
  ["stopped", "note?chase=yes"],
  ["stopped", "pause", { rule: "supplier", from: TODAY, until: "tomorrow", text: "The key of the gate" }],
  ["stopped", "resume"],
  ["stopped", "hold", { hold: "account", text: "" }],
  ["stopped", "release"],
  ["stopped", "link", { other: "sorted", how: "related" }],
  ["stopped", "unlink"],
  ["stopped", "acknowledge", { method: "email" }],
  ["stopped", "on-paper"],
  ["posted", "acknowledge", { method: "post" }],
  ["posted", "discard"],
  ["hidden", "restrict", { reason: "It is private" }],
  ["hidden", "unrestrict"],
];

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
    assert.deepEqual(await wrongs(page), []);
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
      assert.deepEqual(await wrongs(page, { everyLook: EVERY_LOOK.includes(address) }), []);
    });
  }

  for (const state of STATES) {
    test(`a case that is ${state}`, async () => {
      const [reference] = await office.cases(customerServices, `kind=complaint&state=${state}`);
      assert.ok(reference, `the made-up office has a case that is ${state}`);
      const { page } = await office.page(customerServices);
      for (const tab of TABS[state] ?? [""]) {
        await page.goto(`/cases/${reference}${tab}`);
        assert.deepEqual(await wrongs(page, { everyLook: state === "closed" }), [], `${page.url()}`);
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

  describe("where every step can be done", () => {
    let page;
    const cases = {};
    before(async () => {
      await followEveryStep(office);
      ({ page } = await office.page(champion));
      for (const name of ["begun", "stopped", "posted", "hidden", "corrected"]) cases[name] = await logged(office);
      cases.sorted = await logged(office, { done: "We opened the gate." }, "sorted");
    });

    for (const [name, form, fields] of STEPS) {
      test(`the form of ${form}`, async () => {
        const address = `/cases/${cases[name]}/${form}`;
        await page.goto(address);
        assert.ok(await page.locator('main button[type=submit][aria-keyshortcuts="Control+Enter"]').count(), "it can be sent");
        await sound(page, form);
        if (!fields) return;
        const sent = { ...(await fieldsOf(page, address.split("?")[0])), ...fields };
        if (fields.other) sent.other = cases[fields.other];
        assert.equal(await send(page, address, sent), 200, await page.locator("main").innerText());
      });
    }

    test("two who put the details of one case right", async () => {
      const address = `/cases/${cases.corrected}/correct`;
      const { page: second } = await office.page(customerServices);
      await second.goto(address);
      const known = { ...(await fieldsOf(second, address)), reason: "It was wrong" };
      await page.goto(address);
      await send(page, address, { ...known, story: "The gate was locked.\nNobody came.", title: "The first to save" });
      assert.equal(await send(second, address, { ...known, story: "The gate was locked.\nShe is 81.", title: "The second" }), 409);
      await sound(second, "to be chosen");
      await second.click('main button:has-text("Go on")');
      await second.waitForSelector(".govuk-error-summary");
      await sound(second, "with a mistake");
    });

    test("two who write one response", async () => {
      const writers = await writersOf(office, await office.cases(champion, "state=drafting&kind=complaint"));
      const { page: writer } = await office.page(writers.who);
      await writer.goto(writers.address);
      const address = writers.address.replace(/response$/, "draft");
      const version = await writer.locator("main form[data-draft] [name=version]").inputValue();
      assert.equal(await send(writer, address, { version, text: "Dear Ann Price\n\nThe first." }), 200);
      await send(writer, address, { version, text: "Dear Ann Price\n\nThe second." });
      await writer.waitForSelector('h1:has-text("Choose which to keep")');
      await sound(writer, "to be chosen");
    });

    test("two who save one setting", async () => {
      const { page: settings } = await office.page(administrator);
      await settings.goto("/settings/council");
      const known = await fieldsOf(settings, "/settings/council");
      assert.equal(await send(settings, "/settings/council", { ...known, name: "Thornbeck Council" }), 200);
      assert.equal(await send(settings, "/settings/council", { ...known, name: "Thornbeck" }), 409);
      await sound(settings, "to be chosen");
    });

    test("cases given at once: asked, looked at, given and taken back", async () => {
      const [first, second] = await office.cases(champion, "kind=complaint&state=logged");
      await page.goto(`/cases/give?case=${first}&case=${second}&case=${cases.sorted}`);
      await sound(page, "asked");
      await page.goto(`/cases/give?case=${first}&case=${second}&to=`);
      await sound(page, "with a mistake");
      const head = await page.locator("main select[name=to] option").evaluateAll((all) => all.map((each) => each.value).find(Boolean));
      await page.goto(`/cases/give?case=${first}&case=${second}&case=${cases.sorted}&to=${head}`);
      await sound(page, "looked at");
      await page.click('main form[action="/cases/give"][method=post] button');
      await page.waitForSelector('main form[action="/cases/give/undo"]');
      await sound(page, "given");
      await page.click('main form[action="/cases/give/undo"] button');
      await page.waitForSelector("text=Taken back");
      await sound(page, "taken back");
    });

    test("a view and a layout that are changed", async () => {
      assert.equal(await send(page, "/views", { name: "Late bins", query: "kind=complaint&deadline=late" }), 200);
      const view = (await page.content()).match(/\/views\/\d+/)?.[0];
      assert.ok(view, "it is offered");
      await page.goto(`${view}/change`);
      await sound(page, "a view");
      const { page: settings } = await office.page(customerServices);
      await settings.goto("/layouts/new");
      await settings.click('main button[type=submit] >> nth=0');
      await settings.waitForSelector(".govuk-error-summary");
      await sound(settings, "a layout with a mistake");
      await settings.fill("#name", "For the committee");
      await settings.fill("main input[name^=place-] >> nth=0", "1");
      await settings.click('main button[type=submit] >> nth=0');
      await settings.waitForURL(/\/layouts\/\d+$/);
      await sound(settings, "a layout");
    });

    test("a form of the desk with everything asked, and what may be the same", async () => {
      const { page: form } = await office.page(desk);
      for (const telling of ["acting", "group"]) {
        await send(form, "/log", { ...complaint(), act: "look", telling, several: "yes", names_staff: "yes" });
        assert.ok(await form.locator("#earlier .hd-warn").count(), "there are earlier cases");
        await form.check("#needs-2");
        await sound(form, telling, { everyLook: true });
      }
    });

    test("what is not done, and why", async () => {
      assert.equal(await send(page, "/cases/give", { case: cases.sorted }), 404);
      await sound(page, "nobody was chosen");
      const { page: other } = await office.page(investigator);
      assert.equal((await other.goto(`/cases/${cases.hidden}`)).status(), 404);
      await sound(other, "hidden from them", { everyLook: true });
      assert.equal(await send(other, "/account/look", { csrf: "forged" }), 403);
      await sound(other, "not sent from a page of ours", { everyLook: true });
    });

    test("the list of keys", async () => {
      await page.goto("/today");
      await page.keyboard.press("Control+/");
      await page.waitForSelector("dialog#keys[open]");
      assert.deepEqual(await wrongs(page, { everyLook: true }), []);
      await page.keyboard.press("Escape");
    });

    test("larger text", async () => {
      const visited = await office.signedIn(champion);
      for (const size of ["large", "larger"]) {
        await send(visited.page, "/account/look", { theme: "", text_size: size });
        for (const address of ["/today", "/log", "/cases", `/cases/${cases.begun}`, `/cases/${cases.begun}/correct`, "/account"]) {
          await visited.page.goto(address);
          assert.ok(await visited.page.evaluate((size) => document.documentElement.outerHTML.slice(0, 300).includes(size), size), "it is larger");
          assert.deepEqual(await wrongs(visited.page), [], `${size} at ${address}`);
        }
      }
      await visited.close();
    });

    test("one word that is longer than the window", async () => {
      const word = "Llanfair".repeat(38).slice(0, 300);
      const reference = await logged(office, { story: word, wanted: word, name: word.slice(0, 200), address: word, phone: "01632 960 777", email: "", reply_by: "letter" });
      const customer = await page.goto(`/cases/${reference}`).then(() => page.locator('a[href^="/customers/"]').first().getAttribute("href"));
      for (const address of [...["", "/response", "/letters", "/documents", "/history", "/correct", "/acknowledge", "/pass"].map((tab) => `/cases/${reference}${tab}`), customer, `${customer}/correct`, "/today", `/cases?q=${reference}`, "/customers?phone=01632+960+777", `/log?them=${reference}`, `/cases/give?case=${reference}&to=1`]) {
        await page.goto(address);
        assert.deepEqual(await wrongs(page), [], address);
      }
    });
  });

  test("no page is forgotten", () => {
    const { found, missing } = neverSeen();
    assert.ok(found > 100, `only ${found} addresses were found`);
    assert.deepEqual(missing, []);
  });
});

/** The page in every look, and by the Tab key. */
async function sound(page, what, looks) {
  assert.deepEqual(await wrongs(page, looks), [], `${what}: ${page.url()}`);
  assert.deepEqual(await badStops(page), [], `${what}: ${page.url()}`);
}

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
