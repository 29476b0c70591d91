// Photographs the real window for the README: an empty one being set up, then a made-up council at work.
// Run by `cargo xtask pictures`, which gives it a screen.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { eventually } from "../journey/patience.mjs";
import { Person } from "../journey/person.mjs";
import * as story from "../journey/story.mjs";
import { WindowHand } from "../window/hand.mjs";

const { HEARDCTL, HEARD_WINDOW, HEARD_TAURI_DRIVER, HEARD_WEBKIT_DRIVER } = process.env;
const SIZE = { x: 0, y: 0, width: 1366, height: 768 };
const pictures = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));
const colleague = (name) => ({ email: `${name}@thornbeck.example`, password: "three made-up words" });

mkdirSync(pictures, { recursive: true });
// One window a run: a second one would only bring the first forward while that is still closing.
if (process.argv[2] === "setup") await inWindow(() => {}, setup);
else await inWindow((data) => execFileSync(HEARDCTL, ["--data", data, "demo", "--cases", "400", "--seed", "3"]), work);

/** Opens the window over a folder that `fill` has prepared, and closes it when `use` is done. */
async function inWindow(fill, use) {
  const [port, native] = [await freePort(), await freePort()];
  const data = mkdtempSync(path.join(tmpdir(), "heard-pictures-"));
  fill(data);
  const ports = ["--port", port, "--native-port", native, "--native-driver", HEARD_WEBKIT_DRIVER];
  const driver = spawn(HEARD_TAURI_DRIVER, ports, { env: { ...process.env, HEARD_DATA: data }, stdio: "ignore" });
  try {
    const address = `http://127.0.0.1:${port}`;
    await eventually("tauri-driver listens", 20, () => fetch(`${address}/status`).catch(() => null));
    const hand = await WindowHand.open(address, HEARD_WINDOW, data);
    await hand.driver.manage().window().setRect(SIZE);
    await use(new Person(hand));
    await hand.close();
  } finally {
    driver.kill("SIGTERM");
    await new Promise((ended) => driver.once("exit", ended));
    rmSync(data, { recursive: true, force: true });
  }
}

/** A port nobody listens on. */
function freePort() {
  const server = createServer();
  return new Promise((found) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(String(port)));
    });
  });
}

async function setup(person) {
  await person.heading("Your council");
  await person.fillAll({ council: story.COUNCIL, initials: "HD" });
  await person.tick("nation", "England and Wales");
  await person.press("Continue");
  await person.heading("Your deadlines");
  await picture(person, "setup");
}

async function work(person) {
  await person.signIn(colleague("joanne"));
  await person.heading("Today");
  await picture(person, "today");
  await person.press("Figures", "nav");
  await person.see("By service");
  await picture(person, "figures");
  await person.press("Log feedback", "header");
  await person.heading("Log feedback");
  await person.tick("kind", "Complaint");
  await person.fillAll({ story: story.STORY, wanted: story.WANTED });
  await person.choose("service", story.SERVICE);
  const { email: _, ...customer } = story.CUSTOMER;
  await person.fillAll(customer);
  await person.tick("reply_by", "Letter");
  await person.see("Goes to");
  await picture(person, "log");
  for (const head of ["marian", "stephen", "lorraine", "gareth", "nasreen", "adrian", "ruth", "terry"]) {
    await person.handOver(colleague(head));
    if (!(await person.offers("Review and sign off"))) continue;
    await person.press("Review and sign off");
    await person.heading("Sign off the response");
    await picture(person, "sign-off");
    await person.press("The case");
    await person.see("What the customer told us");
    await picture(person, "case");
    return;
  }
  throw new Error("nobody has a response to sign off");
}

async function picture({ hand }, name) {
  await hand.settled();
  await hand.driver.executeScript("document.activeElement?.blur(); window.scrollTo(0, 0)");
  await hand.driver.executeAsyncScript("const done = arguments[0]; requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => done()), 300))");
  const file = path.join(pictures, `${name}.png`);
  writeFileSync(file, await hand.driver.takeScreenshot(), "base64");
  // A quarter of the size where ImageMagick is installed, and nothing to see of it.
  spawnSync("mogrify", ["-strip", "-colors", "256", file]);
}
