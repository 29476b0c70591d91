// The whole journey in Chromium, with script and without.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import { Person } from "../journey/person.mjs";
import { Mailbox } from "../journey/python.mjs";
import { STEPS } from "../journey/steps.mjs";
import { BrowserHand } from "./hand.mjs";
import { launch, serve, visit } from "./heard.mjs";

/** Both at once: each has to wait for the minute in which sending can be undone. */
describe("the journey", { concurrency: 2 }, () => {
  for (const script of [true, false]) journey(script);
});

function journey(script) {
  describe(`${script ? "with" : "without"} script`, { concurrency: 1 }, () => {
    const here = { script };
    let heard, browser, visited, folder;
    before(async () => {
      heard = await serve();
      browser = await launch();
      folder = mkdtempSync(path.join(tmpdir(), "heard-saved-"));
      visited = await visit(browser, heard.address, { script });
      here.mailbox = await Mailbox.open();
      here.person = new Person(new BrowserHand(visited.page, folder));
      await visited.page.goto("/");
    });
    after(async () => {
      await browser?.close();
      await heard?.close();
      await here.mailbox?.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });
    let failed = false;
    for (const { name, run } of STEPS) {
      test(name, async (context) => {
        if (failed) return context.skip("an earlier step failed");
        failed = true;
        await run(here).catch(async (error) => {
          const { page } = visited;
          const words = await page.locator("body").innerText().catch(() => "(no page)");
          throw new Error(`${error.message}\nat ${page.url()}, which says:\n${words}`, { cause: error });
        });
        failed = false;
      });
    }
    // What the journey has refused on purpose, the browser notes as a fault of loading.
    const refused = /status of (403|409|422)/;
    test("no page had a fault", () => assert.deepEqual(visited.faults.filter((fault) => !refused.test(fault)), []));
  });
}
