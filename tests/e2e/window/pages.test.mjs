// Every page in the real window, for those who look at it: nothing for axe to find and nothing over the right edge, wide
// and narrow; cases in every state with the forms they lead to. Run by window.rs, over a made-up council, once as it is
// and once on a dark desktop. Mistakes in forms and contrast themes are looked at in the browser (browser/access.test.mjs).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PAGES, STATES, TABS } from "../browser/pages.mjs";
import { PASSWORD, PEOPLE } from "../browser/office.mjs";
import { Person } from "../journey/person.mjs";
import { WindowHand } from "./hand.mjs";

const { HEARD_DRIVER_ADDRESS: driver, HEARD_WINDOW: application, HEARD_SAVE_DIR: folder, HEARD_DESKTOP: desktop } = process.env;

/** The window as it opens, and as narrow as it gets: 320 points. What is narrow has no other colours. */
const WIDE = { width: 1366, height: 768 };
const SIZES = desktop === "dark" ? { wide: WIDE } : { wide: WIDE, narrow: { width: 320, height: 700 } };

/** One person after the other, each with all their pages. The colours of all come from one sheet: of the dark, one looks. */
const looking = PAGES.filter(([who]) => desktop !== "dark" || who === PEOPLE.champion);
const byPerson = new Map(looking.map(([who]) => [who, looking.filter((page) => page[0] === who)]));

describe("the pages in the window", () => {
  let hand, person;
  before(async () => {
    hand = await WindowHand.open(driver, application, folder);
    person = new Person(hand);
  });
  after(() => hand?.close());

  /** All that is wrong with these pages, one line each. */
  async function wrongs(addresses) {
    const found = [];
    for (const address of addresses) {
      await hand.go(address);
      for (const [name, size] of Object.entries(SIZES)) {
        for (const wrong of await hand.wrongs(size)) found.push(`${address}, ${name}: ${wrong}`);
      }
    }
    await hand.resize(WIDE);
    return found;
  }

  for (const [who, pages] of byPerson) {
    test(`the pages of ${who}`, async () => {
      await person.signIn({ email: `${who}@thornbeck.example`, password: PASSWORD });
      assert.equal(await hand.isDark(), desktop === "dark", "the colours are those of the desktop");
      const found = await wrongs(pages.map(([, address]) => address));
      await person.signOut();
      assert.deepEqual(found, []);
    });
  }

  test("cases in every state, with the forms they lead to", async () => {
    await person.signIn({ email: `${PEOPLE.customerServices}@thornbeck.example`, password: PASSWORD });
    const found = [];
    const seen = new Set();
    for (const state of STATES) {
      await hand.go(`/cases?kind=complaint&state=${state}`);
      const [root] = (await hand.links()).filter((href) => /^\/cases\/\d+-\d+$/.test(href));
      assert.ok(root, `the made-up office has a case that is ${state}`);
      await hand.go(root);
      const forms = (await hand.links()).filter((href) => href.startsWith(`${root}/`) && !seen.has(act(href)));
      forms.forEach((href) => seen.add(act(href)));
      found.push(...(await wrongs([...(TABS[state] ?? [""]).map((tab) => root + tab), ...new Set(forms)])));
    }
    await person.signOut();
    assert.ok(seen.size > 20, `the cases lead to their forms: ${[...seen]}`);
    assert.deepEqual(found, []);
  });
});

/** What a form is for: the last part of its address. */
const act = (href) => href.split("/").pop().split("?")[0];
