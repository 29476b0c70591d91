// Opens the real window over a prepared folder and photographs it. What is photographed is said by take.mjs (the README's
// pictures) and beside.mjs (the design's).
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { eventually } from "../journey/patience.mjs";
import { Person } from "../journey/person.mjs";
import { WindowHand } from "../window/hand.mjs";

const { HEARD_WINDOW, HEARD_TAURI_DRIVER, HEARD_WEBKIT_DRIVER } = process.env;

/** Where the project's pictures lie. */
export const PICTURES = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));

/** Somebody of the made-up council. */
export const colleague = (name) => ({ email: `${name}@thornbeck.example`, password: "three made-up words" });

/** Opens the window over a folder that `fill` has prepared, and closes it when `use` is done. */
export async function inWindow(fill, use) {
  const [port, native] = [await freePort(), await freePort()];
  const data = mkdtempSync(path.join(tmpdir(), "heard-pictures-"));
  fill(data);
  const ports = ["--port", port, "--native-port", native, "--native-driver", HEARD_WEBKIT_DRIVER];
  const driver = spawn(HEARD_TAURI_DRIVER, ports, { env: { ...process.env, HEARD_DATA: data }, stdio: "ignore" });
  try {
    const address = `http://127.0.0.1:${port}`;
    await eventually("tauri-driver listens", 20, () => fetch(`${address}/status`).catch(() => null));
    const hand = await WindowHand.open(address, HEARD_WINDOW, data);
    await size(hand, 1366, 768);
    await use(new Person(hand), data);
    await hand.close();
  } finally {
    driver.kill("SIGTERM");
    await new Promise((ended) => driver.once("exit", ended));
    rmSync(data, { recursive: true, force: true });
  }
}

/** Gives the window this size in points. */
export function size({ driver }, width, height) {
  return driver.manage().window().setRect({ x: 0, y: 0, width, height });
}

/** The window as it is, nothing under the pointer or the keys, as the bytes of a PNG. */
export async function photograph(hand) {
  await hand.settled();
  await hand.driver.executeScript("document.activeElement?.blur(); window.scrollTo(0, 0)");
  await hand.driver.executeAsyncScript("const done = arguments[0]; requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => done()), 300))");
  return Buffer.from(await hand.driver.takeScreenshot(), "base64");
}

/** Keeps a photograph of the window among the project's pictures. */
export async function picture({ hand }, name) {
  const file = path.join(PICTURES, `${name}.png`);
  writeFileSync(file, await photograph(hand));
  // A quarter of the size where ImageMagick is installed, and nothing to see of it.
  spawnSync("mogrify", ["-strip", "-colors", "256", file]);
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
