// Each picture of the design beside the real window at the same size, into docs/pictures/design. Run by
// `cargo xtask pictures --beside DESIGN`, which gives it a screen and the folder of the design's pictures; what differs and why
// is said in docs/pictures/design/README.md.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch, serve, visit } from "../browser/heard.mjs";
import * as story from "../journey/story.mjs";
import { PICTURES, colleague, inWindow, photograph, size } from "./studio.mjs";

const { HEARDCTL } = process.env;
const [part, design, made] = process.argv.slice(2);
const beside = path.join(PICTURES, "design");
const HEADS = ["marian", "stephen", "lorraine", "gareth", "nasreen", "adrian", "ruth", "terry"];
/** The sizes most screens are drawn at. */
const DRAWN = ["1366x768", "1920x1080"];
/** At which a sheet of A4 is as wide as the design's. */
const SHEET_DPI = 70;

const PARTS = { setup: atSetUp, work: atWork, browser: inBrowser };
const browser = await launch();
mkdirSync(beside, { recursive: true });
await PARTS[part]();
await browser.close();

/** An office that is being set up, and its first Today. */
async function atSetUp() {
  await inWindow(() => {}, async (person) => {
    const shoot = camera(person);
    await person.heading("Your council");
    await person.fillAll({ council: story.COUNCIL, initials: "HD" });
    await person.tick("nation", "England and Wales");
    await person.press("Continue");
    await person.heading("Your deadlines");
    await shoot("setup", DRAWN);
    await person.press("Continue");
    await person.fillAll({ "service-1": story.SERVICE, "head-1": story.HEAD.name, "head-email-1": story.HEAD.email });
    await person.press("Continue");
    await person.heading("Check");
    await person.press("Continue");
    const { name, email, password } = story.ADMINISTRATOR;
    await person.fillAll({ name, email, password });
    await person.press("Start using Heard");
    await person.hand.wait("//nav[@aria-label='Main']");
    // An administrator keeps the office and sees no cases; the Head that was named has a day of their own.
    await person.press("Settings", "nav");
    await person.hand.go("/settings/people");
    await person.press(`Change ${story.HEAD.name}`);
    await person.fill("password", story.HEAD.password);
    await person.press("Save");
    await person.handOver(story.HEAD);
    await shoot("today-empty", DRAWN);
  });
}

/** A made-up council at work. */
async function atWork() {
  const fill = (data) => execFileSync(HEARDCTL, ["--data", data, "demo", "--cases", "400", "--seed", "3"]);
  await inWindow(fill, async (person) => {
    const shoot = camera(person);
    await person.heading("Sign in");
    await shoot("signin", DRAWN);
    await person.signIn(colleague("joanne"));
    await person.heading("Today");
    await shoot("today", [...DRAWN, "1366x688"]);
    await shoot("tall-today", ["1366x1290"]);
    await shoot("zoom-today", ["683x384", "341x700"], { whole: true });
    await pages(person, shoot);
    await logging(person, shoot);
    await dark(person, shoot);
    await heads(person, shoot);
  });
}

async function pages(person, shoot) {
  await person.hand.go("/cases");
  await shoot("cases", DRAWN);
  await person.hand.go("/figures");
  await person.see("By service");
  await shoot("figures", DRAWN);
  await shoot("tall-figures", ["1366x1290"]);
  await person.hand.go("/lessons");
  await shoot("lessons", DRAWN);
  await person.hand.go("/letters/acknowledgement");
  await shoot("letters", DRAWN);
  await person.hand.go("/help/keys");
  await shoot("shortcuts", DRAWN);
}

async function logging(person, shoot) {
  await person.hand.go("/log");
  await person.heading("Log feedback");
  await person.press("Save and acknowledge");
  await person.hand.wait("//*[contains(@class, 'govuk-error-summary')]");
  await shoot("log-errors", DRAWN);
  await typed(person);
  await shoot("log", [...DRAWN, "1366x688"]);
  await shoot("zoom-log", ["683x384", "341x700"], { whole: true });
}

/** The complaint of the design's picture, as far as it has been typed. */
async function typed(person) {
  await person.hand.go("/log");
  await person.tick("kind", "Complaint");
  await person.fillAll({ story: story.STORY, wanted: story.WANTED });
  await person.choose("service", story.SERVICE);
  const { email: _, ...customer } = story.CUSTOMER;
  await person.fillAll(customer);
  await person.tick("reply_by", "Letter");
  await person.see("Goes to");
}

async function dark(person, shoot) {
  await look(person, { theme: "dark" });
  await person.hand.go("/today");
  await shoot("dark-today", ["1366x768"]);
  await person.hand.go("/figures");
  await shoot("dark-figures", ["1366x768"]);
  await typed(person);
  await shoot("dark-log", ["1366x768"]);
  await look(person, {});
}

/** The first Head who has something to sign: their day, the response, the case. */
async function heads(person, shoot) {
  for (const head of HEADS) {
    await person.handOver(colleague(head));
    if (!(await person.offers("Review and sign off"))) continue;
    await shoot("today-head", DRAWN);
    await person.press("Review and sign off");
    await person.heading("Sign off the response");
    await shoot("signoff", DRAWN);
    await shoot("tall-signoff", ["1366x1290"]);
    await look(person, { theme: "dark" });
    await person.hand.driver.executeScript("history.back()");
    await person.hand.go("/today");
    await person.press("Review and sign off");
    await person.heading("Sign off the response");
    await shoot("dark-signoff", ["1366x768"]);
    await look(person, {});
    await oneCase(person, shoot);
    return;
  }
  throw new Error("nobody has a response to sign off");
}

async function oneCase(person, shoot) {
  await person.hand.go("/today");
  await person.press("Review and sign off");
  await person.press("The case");
  await person.see("What the customer told us");
  await shoot("case", DRAWN);
  await shoot("tall-case", ["1366x1290"]);
  const address = await person.hand.driver.executeScript("return location.pathname");
  await person.press("Why this date");
  await shoot("case-why", DRAWN);
  await person.hand.go(`${address}/letters/1`);
  await shoot("letter-print", DRAWN);
  await look(person, { text_size: "larger" });
  await person.hand.go(address);
  await shoot("text-larger-case", ["1366x768"]);
  await look(person, {});
}

/** What only a browser can pretend: a contrast theme, and paper. */
async function inBrowser() {
  const heard = await serve(made);
  const contrast = await signedIn(heard, "joanne", { contrast: true, size: { width: 1366, height: 768 } });
  for (const [name, address] of [["contrast-today", "/today"], ["contrast-log", "/log"]]) {
    await contrast.goto(address);
    await compare(`${name}-1366x768`, await contrast.screenshot());
  }
  for (const each of DRAWN) {
    const [width, height] = each.split("x").map(Number);
    const admin = await signedIn(heard, "ada", { size: { width, height } });
    await admin.goto("/settings/deadlines");
    await compare(`settings-deadlines-${each}`, await admin.screenshot());
  }
  await onPaper(await signedIn(heard, "joanne"));
  await heard.close();
}

/** Sheets as a printer gets them. */
async function onPaper(page) {
  await page.goto("/today");
  const today = await sheets(page);
  await compare("print-today-1", today[0]);
  await compare("print-today-2", today[1]);
  await page.goto("/figures");
  await compare("print-figures-1", (await sheets(page))[0]);
  await page.goto(await aResponse(page));
  await compare("print-letter-print-1", (await sheets(page))[0]);
}

/** The address of a response that went out. */
async function aResponse(page) {
  await page.goto("/cases?state=closed");
  const found = await page.locator("main a[href^='/cases/2']").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
  for (const address of new Set(found)) {
    await page.goto(`${address}/letters`);
    const letter = page.locator("main a:has-text('Response')").first();
    if (await letter.count()) return letter.getAttribute("href");
  }
  throw new Error("no closed case on the first page was answered by letter");
}

/** The sheets of A4 that a page prints on, as pictures. */
async function sheets(page) {
  const folder = mkdtempSync(path.join(tmpdir(), "heard-paper-"));
  const file = path.join(folder, "printed.pdf");
  await page.pdf({ path: file, format: "A4", printBackground: true, preferCSSPageSize: true });
  execFileSync("pdftoppm", ["-r", String(SHEET_DPI), "-png", file, path.join(folder, "sheet")]);
  const pictures = readdirSync(folder).filter((name) => name.endsWith(".png")).sort().map((name) => readFileSync(path.join(folder, name)));
  rmSync(folder, { recursive: true });
  return pictures;
}

async function signedIn(heard, name, how) {
  const { page } = await visit(browser, heard.address, how);
  const { email, password } = colleague(name);
  await page.goto("/sign-in");
  await page.fill("#email", email);
  await page.fill("#password", password);
  await page.click('main button:has-text("Sign in")');
  await page.waitForSelector(".hd-rail");
  return page;
}

/** Photographs at each of these sizes and sets each beside the design's picture of the same name. */
function camera(person) {
  return async (name, sizes, { whole = false } = {}) => {
    for (const each of sizes) {
      const [width, height] = each.split("x").map(Number);
      await size(person.hand, width, height);
      if (whole) await size(person.hand, width, await pageHeight(person));
      await compare(`${name}-${each}`, await photograph(person.hand));
    }
    await size(person.hand, 1366, 768);
  };
}

function pageHeight(person) {
  return person.hand.driver.executeScript("return document.documentElement.scrollHeight");
}

/** How this person wants the program to look; empty is as Windows says. */
async function look(person, { theme = "", text_size = "" }) {
  await person.forged("/account/look", { theme, text_size }, 200, "the look is kept");
}

/** Sets the design's picture and ours side by side, as one picture. */
async function compare(name, ours) {
  const drawn = path.join(design, `${name}.png`);
  if (!existsSync(drawn)) throw new Error(`the design has no picture ${name}`);
  const page = await browser.newPage();
  const image = (bytes) => `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`;
  await page.setContent(`<body style="margin:0;background:#888"><div id="both" style="display:inline-flex;gap:8px;align-items:flex-start">
    <img src="${image(readFileSync(drawn))}"><img src="${image(ours)}"></div>`);
  const both = page.locator("#both");
  const box = await both.boundingBox();
  await page.setViewportSize({ width: Math.ceil(box.width), height: Math.ceil(box.height) });
  writeFileSync(path.join(beside, `${name}.jpg`), await both.screenshot({ type: "jpeg", quality: 40 }));
  await page.close();
  console.log(`beside  ${name}`);
}
