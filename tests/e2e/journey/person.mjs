// What a person does with Heard, in words of the pages: press, fill in, choose, read. A hand does it: that of a browser
// (browser/hand.mjs) or of the real window (window/hand.mjs). Every step waits for what it needs.
import assert from "node:assert/strict";

/** Words as XPath writes them. */
const quoted = (words) => (words.includes("'") ? `"${words}"` : `'${words}'`);

const PRESSABLE = "self::a or self::button or self::summary";

export class Person {
  constructor(hand) {
    this.hand = hand;
  }

  /** Presses the link or button that begins with these words, in the page itself or in another part of the frame. */
  press(words, within = "main") {
    return this.hand.click(Person.control(words, within));
  }

  static control(words, within = "main") {
    return `//${within}//*[${PRESSABLE}][starts-with(normalize-space(), ${quoted(words)})]`;
  }

  /** Whether there is something to press that begins with these words. */
  async offers(words) {
    return (await this.hand.count(Person.control(words))) > 0;
  }

  /** Fills in the field with this id. */
  fill(id, text) {
    return this.hand.type(`//*[@id='${id}']`, text);
  }

  async fillAll(fields) {
    for (const [id, text] of Object.entries(fields)) await this.fill(id, text);
  }

  /** Chooses the radio button or ticks the box with these words, in the group with this name. */
  tick(name, words) {
    return this.hand.click(`//input[@name='${name}'][@id=//label[starts-with(normalize-space(), ${quoted(words)})]/@for]`);
  }

  /** Chooses from the list with this id. */
  choose(id, words) {
    return this.hand.choose(id, words);
  }

  /** Waits until the page's heading begins with these words. */
  heading(words) {
    return this.hand.wait(`//h1[starts-with(normalize-space(), ${quoted(words)})]`);
  }

  /** Waits until these words stand in the page. */
  see(words) {
    return this.hand.wait(`//main//*[contains(normalize-space(), ${quoted(words)})]`);
  }

  /** The words of the page, or of a part of it. */
  words(xpath = "//main") {
    return this.hand.text(xpath);
  }

  async signIn({ email, password }) {
    await this.heading("Sign in");
    await this.fillAll({ email, password });
    await this.press("Sign in");
    await this.hand.wait("//nav[@aria-label='Main']");
  }

  async signOut() {
    await this.hand.click("//header//summary[contains(., 'your account')]");
    await this.press("Sign out", "header");
    await this.heading("Sign in");
  }

  /** Somebody else sits down at this computer and looks at their day. */
  async handOver(to) {
    await this.signOut();
    await this.signIn(to);
    await this.press("Today", "nav");
    await this.heading("Today");
  }

  /** Sends a form by hand, past the page: what the program itself says to it. */
  async forged(path, fields, expected, why) {
    assert.equal(await this.hand.post(path, fields), expected, why);
  }
}
