// The first page, with and without script: dressed, readable, within its policy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, badStops, launch, scrolls, serve, violations, visit } from "./heard.mjs";

let heard;
let browser;
before(async () => {
  heard = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await heard?.close();
});

for (const [name, size] of Object.entries(SIZES)) {
  for (const script of [true, false]) {
    test(`the first page, ${name}, ${script ? "with" : "without"} script`, async () => {
      const { page, faults, close } = await visit(browser, heard.address, { size, script });
      const answer = await page.goto("/");
      assert.equal(answer.status(), 200);
      assert.match(answer.headers()["content-security-policy"], /default-src 'none'/);
      await page.waitForSelector("h1");
      assert.equal((await scrolls(page)).sideways, false, "nothing hangs over the right edge");
      if (script) assert.deepEqual(await violations(page), []);
      if (script) assert.deepEqual(await badStops(page), []);
      assert.deepEqual(faults, []);
      await close();
    });
  }
}
