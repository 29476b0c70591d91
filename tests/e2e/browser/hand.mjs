// The hand of a person at a browser.
import path from "node:path";
import { numbersOfPage } from "../journey/figures.mjs";

export class BrowserHand {
  /** `folder`: where downloads go. */
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
    page.setDefaultTimeout(15_000);
  }

  first(xpath) {
    return this.page.locator(`xpath=${xpath}`).filter({ visible: true }).first();
  }

  click(xpath) {
    return this.first(xpath).click();
  }

  type(xpath, text) {
    return this.first(xpath).fill(text);
  }

  enter(xpath) {
    return this.first(xpath).press("Enter");
  }

  wait(xpath) {
    return this.first(xpath).waitFor();
  }

  text(xpath) {
    return this.first(xpath).innerText();
  }

  count(xpath) {
    return this.page.locator(`xpath=${xpath}`).filter({ visible: true }).count();
  }

  /** From a list, or from the picker that the script makes of one. */
  async choose(id, words) {
    const list = this.page.locator(`select[id="${id}"]`);
    if (await list.count()) {
      const value = await list.locator("option").filter({ hasText: words }).first().getAttribute("value");
      await list.selectOption(value);
      return;
    }
    await this.page.locator(`[id="${id}"]`).fill(words);
    await this.page.locator(".autocomplete__option").first().waitFor();
    await this.page.locator(`[id="${id}"]`).press("ArrowDown");
    await this.page.locator(`[id="${id}"]`).press("Enter");
  }

  /** Presses what saves a file; answers with the file. */
  async saves(press) {
    const saved = this.page.waitForEvent("download");
    await press();
    const download = await saved;
    const file = path.join(this.folder, download.suggestedFilename());
    await download.saveAs(file);
    return file;
  }

  /** Sends a form past the page, with the session and the token of the person. */
  async post(address, fields) {
    const csrf = await this.page.locator("body").getAttribute("data-csrf");
    const answer = await this.page.request.post(new URL(address, this.page.url()).href, { form: { csrf, ...fields }, maxRedirects: 0 });
    return answer.status();
  }

  rows() {
    return this.page.evaluate(numbersOfPage);
  }
}
