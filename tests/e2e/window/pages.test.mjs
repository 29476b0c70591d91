// Every page that needs no case in the real window, for those who look at it: nothing for axe to find and nothing over
// the right edge, wide and narrow. Run by window.rs, over a made-up council. Forms, the states of a case and the
// colours of themes are looked at in the browser (browser/access.test.mjs).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PAGES } from "../browser/pages.mjs";
import { PASSWORD } from "../browser/office.mjs";
import { Person } from "../journey/person.mjs";
import { WindowHand } from "./hand.mjs";

const { HEARD_DRIVER_ADDRESS: driver, HEARD_WINDOW: application, HEARD_SAVE_DIR: folder } = process.env;

/** The window as it opens, and as narrow as it gets: 320 points. */
const SIZES = { wide: { width: 1366, height: 768 }, narrow: { width: 320, height: 700 } };

/** One person after the other, each with all their pages. */
const byPerson = new Map(PAGES.map(([who]) => [who, PAGES.filter((page) => page[0] === who)]));

describe("the pages in the window", () => {
  let hand, person;
  before(async () => {
    hand = await WindowHand.open(driver, application, folder);
    person = new Person(hand);
  });
  after(() => hand?.close());

  for (const [who, pages] of byPerson) {
    test(`the pages of ${who}`, async () => {
      await person.signIn({ email: `${who}@thornbeck.example`, password: PASSWORD });
      const found = [];
      for (const [, address] of pages) {
        await hand.go(address);
        for (const [name, size] of Object.entries(SIZES)) {
          for (const wrong of await hand.wrongs(size)) found.push(`${address}, ${name}: ${wrong}`);
        }
      }
      await hand.resize(SIZES.wide);
      await person.signOut();
      assert.deepEqual(found, []);
    });
  }
});
