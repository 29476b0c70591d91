// The whole journey in the real window. Run by window.rs, which starts the driver and says where it listens.
import { after, before, describe, test } from "node:test";
import { Person } from "../journey/person.mjs";
import { Mailbox } from "../journey/python.mjs";
import { STEPS } from "../journey/steps.mjs";
import { WindowHand } from "./hand.mjs";

const { HEARD_DRIVER_ADDRESS: driver, HEARD_WINDOW: application, HEARD_SAVE_DIR: folder } = process.env;

describe("the journey in the window", () => {
  const here = {};
  let hand;
  before(async () => {
    here.mailbox = await Mailbox.open();
    hand = await WindowHand.open(driver, application, folder);
    here.person = new Person(hand);
  });
  after(async () => {
    await hand?.close();
    await here.mailbox?.close();
  });
  let failed = false;
  for (const { name, run } of STEPS) {
    test(name, async (context) => {
      if (failed) return context.skip("an earlier step failed");
      failed = true;
      await run(here).catch(async (error) => {
        const words = await hand.driver.executeScript("return document.body.innerText").catch(() => "(no page)");
        throw new Error(`${error.message}\nin the window, which says:\n${words}`, { cause: error });
      });
      failed = false;
    });
  }
});
