// Every page that needs no case, in the real window: nothing for axe to find and nothing over the right edge, wide and as narrow
// as the window gets, light and dark. A contrast theme is the operating system's and cannot be pretended here; the browser's
// tests look at that. Run by window.rs, which starts the driver over a made-up council.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { PEOPLE } from "../browser/office.mjs";
import { PAGES } from "../browser/pages.mjs";
import { Person } from "../journey/person.mjs";
import { WindowHand } from "./hand.mjs";

const { HEARD_DRIVER_ADDRESS: driver, HEARD_WINDOW: application, HEARD_SAVE_DIR: folder } = process.env;
const axe = readFileSync(new URL("../../../ui/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const WIDTHS = [1366, 320];

describe("every page in the window", () => {
  let hand, person;
  before(async () => {
    hand = await WindowHand.open(driver, application, folder);
    person = new Person(hand);
  });
  after(() => hand?.close());

  for (const [index, who] of Object.values(PEOPLE).entries()) {
    test(`those of ${who}`, async () => {
      if (index > 0) await person.signOut();
      await person.signIn({ email: `${who}@thornbeck.example`, password: "three made-up words" });
      for (const theme of ["", "dark"]) {
        await person.forged("/account/look", { theme, text_size: "" }, 200, "the look is kept");
        for (const [, address] of PAGES.filter(([looks]) => looks === who)) {
          await hand.go(address);
          for (const width of WIDTHS) assert.deepEqual(await wrongs(hand, width), [], `${address}, ${width} wide, ${theme || "light"}`);
        }
      }
      await hand.widen(WIDTHS[0]);
    });
  }
});

/** Everything wrong with the page at this width. */
async function wrongs(hand, width) {
  await hand.widen(width);
  await hand.driver.executeScript(axe);
  return hand.driver.executeAsyncScript(look);
}

/** Runs in the page. */
function look(done) {
  const { scrollWidth, clientWidth } = document.documentElement;
  const over = scrollWidth > clientWidth ? [`hangs over the right edge: ${scrollWidth} in ${clientWidth}`] : [];
  axe.run(document).then((found) => done(over.concat(found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`))));
}
