// The hand of a person at the real window. tauri-driver passes WebDriver's commands on to it; a page takes the place of
// the one before without being loaded, so every press waits until the window is no longer busy.
import { readdirSync } from "node:fs";
import path from "node:path";
import { Builder, By, Capabilities, Key, until } from "../../../ui/node_modules/selenium-webdriver/index.js";
import { axe, look } from "../browser/heard.mjs";
import { numbersOfPage } from "../journey/figures.mjs";
import { eventually } from "../journey/patience.mjs";

const PATIENCE = 15_000;

export class WindowHand {
  /** Opens the window through the driver at `server`; it saves files in `folder`. */
  static async open(server, application, folder) {
    const wanted = new Capabilities({ browserName: "wry", "tauri:options": { application } });
    const hand = new WindowHand();
    // The window of the test before may still be closing; until then a second one only brings that one forward.
    const build = () => new Builder().usingServer(server).withCapabilities(wanted).build();
    hand.driver = await eventually("the window opens", 30, () => build().catch(() => null));
    hand.folder = folder;
    return hand;
  }

  close() {
    return this.driver.quit();
  }

  /** The first element that fits and is shown, waited for; a page may be swapped at any moment. */
  first(xpath) {
    return this.driver.wait(async () => {
      if (await this.driver.executeScript("return document.body.hasAttribute('aria-busy')")) return false;
      return this.driver.executeScript(firstShown, xpath);
    }, PATIENCE, `${xpath} did not come`);
  }

  /** Follows a link to an address, as if the page had one. */
  async go(address) {
    await this.driver.executeScript("const a = document.createElement('a'); a.href = arguments[0]; document.body.append(a); a.click()", address);
    await this.settled();
  }

  async click(xpath) {
    const element = await this.first(xpath);
    await this.driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    await element.click();
    await this.settled();
  }

  async type(xpath, text) {
    const element = await this.first(xpath);
    // The driver counts a field under a bar as out of reach, and scrolls by rules of its own.
    await this.driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    await element.clear();
    await element.sendKeys(text);
  }

  async enter(xpath) {
    await (await this.first(xpath)).sendKeys(Key.ENTER);
    await this.settled();
  }

  wait(xpath) {
    return this.first(xpath);
  }

  async text(xpath) {
    return this.driver.executeScript("return arguments[0].innerText", await this.first(xpath));
  }

  async count(xpath) {
    await this.settled();
    return (await this.driver.executeScript(firstShown, xpath)) ? 1 : 0;
  }

  /** From a list, or from the picker that the script makes of one. */
  async choose(id, words) {
    const field = await this.first(`//*[@id='${id}']`);
    if ((await field.getTagName()) === "select") {
      const option = await field.findElement(By.xpath(`.//option[contains(normalize-space(), '${words}')]`));
      await option.click();
      return;
    }
    await field.clear();
    await field.sendKeys(words);
    await this.first("//*[contains(@class, 'autocomplete__option')]");
    await field.sendKeys(Key.ARROW_DOWN, Key.ENTER);
  }

  /** Presses what saves a file; answers with the file. */
  async saves(press) {
    const had = new Set(readdirSync(this.folder));
    await press();
    const name = await eventually("the window saves the file", 15, () => readdirSync(this.folder).find((each) => !had.has(each)));
    return path.join(this.folder, name);
  }

  /** Sends a form past the page, by the window's one command, with the token of the person. */
  async post(address, fields) {
    return this.driver.executeAsyncScript(sendByCommand, address, fields);
  }

  rows() {
    return this.driver.executeScript(`return (${numbersOfPage})()`);
  }

  async resize(size) {
    await this.driver.manage().window().setRect({ x: 0, y: 0, ...size });
    await this.driver.wait(() => this.driver.executeScript("return innerWidth === arguments[0]", size.width), PATIENCE, `the window is not ${size.width} wide`);
    // The page is told of its new size with the next picture.
    await this.driver.executeAsyncScript("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
  }

  /** Everything that is wrong with the page in a window of this size, one line each. */
  async wrongs(size) {
    await this.resize(size);
    const [sideways, height] = await this.driver.executeScript(
      "const { scrollWidth, scrollHeight } = document.documentElement; return [scrollWidth > innerWidth, scrollHeight]",
    );
    // As high as the page, so that nothing lies under the bars that stay when it is scrolled.
    if (height > size.height) await this.resize({ ...size, height: height + 100 });
    await this.driver.executeScript(axe);
    const found = await this.driver.executeAsyncScript(`(${look})([]).then(arguments[0])`);
    return sideways ? ["hangs over the right edge", ...found] : found;
  }

  /** The addresses that the page leads to, also those in menus that are closed. */
  links() {
    return this.driver.executeScript("return [...document.querySelectorAll('main a[href]')].map((link) => link.getAttribute('href'))");
  }

  /** Whether the desktop asks for dark colours. */
  isDark() {
    return this.driver.executeScript("return matchMedia('(prefers-color-scheme: dark)').matches");
  }

  settled() {
    return this.driver.wait(until.elementLocated(By.css("body[data-csrf]:not([aria-busy])")), PATIENCE, "the window stays busy");
  }
}

/** Runs in the page. */
function firstShown(xpath) {
  const found = document.evaluate(xpath, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
  for (let at = 0; at < found.snapshotLength; at += 1) {
    const element = found.snapshotItem(at);
    if (element.checkVisibility({ visibilityProperty: true })) return element;
  }
  return null;
}

/** Runs in the page: what the script of the page itself does to send a form. */
function sendByCommand(address, fields, done) {
  const body = new URLSearchParams({ csrf: document.body.dataset.csrf, ...fields }).toString();
  const headers = {
    "heard-method": "POST",
    "heard-path": address,
    "heard-headers": JSON.stringify({ "content-type": "application/x-www-form-urlencoded", accept: "text/html" }),
  };
  window.__TAURI_INTERNALS__.invoke("request", new TextEncoder().encode(body), { headers }).then(
    (reply) => done(reply.status),
    (error) => done(String(error)),
  );
}
