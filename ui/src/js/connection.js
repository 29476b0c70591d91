// Whether Heard answers, in a browser. A form that is sent while it does not stays on the page with every word, instead of
// becoming the browser's own page of failure, and goes once Heard is back. In the window the program is always there.
import { hasTyped } from "./drafts.js";
import { heardFetch, inWindow } from "./fetch.js";
import { announce, showSaved } from "./words.js";

/** How often somebody looks whether Heard is back, and how long a look waits, in milliseconds. */
const EVERY = 3000;
const PATIENCE = 10_000;
/** A form is sent by itself only so long after the button was pressed: later somebody else may sit there. */
const STILL_MEANT = 5 * 60_000;

let away = false;
/** The form that waits to be sent: with the button that was pressed, when, and whether somebody typed since. */
let waiting = null;
/** Forms about which Heard is being asked, and forms that may go. */
const asking = new WeakSet();
const passed = new WeakSet();

/** Listens for the whole document, once; before whatever else hears that a form is sent. */
export function watchConnection() {
  if (inWindow()) return;
  document.addEventListener("submit", holdUp, true);
  document.addEventListener("input", ({ target }) => waiting && target.form === waiting.form && (waiting.typed = true));
  document.addEventListener("heard:away", lost);
  document.addEventListener("heard:answers", found);
  window.addEventListener("beforeunload", (event) => away && (waiting || hasTyped()) && event.preventDefault());
}

/** A form goes when Heard was just heard of. What is only looked up is not asked about, for it has its own address. */
async function holdUp(event) {
  const { target: form, submitter } = event;
  if (passed.delete(form) || methodOf(form, submitter) !== "post" || signsOut(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (asking.has(form)) return;
  asking.add(form);
  waiting = null; // This press is what is meant now.
  const answers = await look();
  asking.delete(form);
  if (answers) return send(form, submitter);
  lost();
  waiting = { form, submitter, at: Date.now(), typed: false };
  announce("Not connected, so this is not saved yet. What you typed is still here. It goes by itself as soon as Heard answers.", "warn");
}

const methodOf = (form, submitter) => (submitter?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get").toLowerCase();

/** Whoever leaves takes the page off the screen, whether Heard answers or not. */
const signsOut = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname === "/sign-out";

function send(form, submitter) {
  waiting = null;
  if (!form.isConnected) return;
  const button = submitter && sameButton(form, submitter);
  if (button === null) return announce(`Not saved yet: the button is another one now. Press it once more.`, "warn");
  passed.add(form);
  form.requestSubmit(button);
  passed.delete(form); // Where a field that the browser itself checks stopped it.
}

/** The button that was pressed, or the one that a live part has put in its place meanwhile; `null` where there is none. */
function sameButton(form, pressed) {
  if (pressed.isConnected && pressed.form === form) return pressed;
  const says = (button) => [button.name, button.value, button.getAttribute("formaction")].join();
  return [...form.elements].find((button) => button.type === "submit" && says(button) === says(pressed)) ?? null;
}

/** Asks for something small that needs nobody signed in; `heardFetch` tells whether it came. */
const look = () =>
  heardFetch("/theme.css", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then(
    () => true,
    () => false,
  );

function lost() {
  if (away) return;
  away = true;
  showSaved("Not connected. Your typing is kept on this PC.", true);
  for (const place of document.querySelectorAll("[data-connection]")) {
    place.dataset.before = place.textContent;
    place.textContent = "Trying to connect again";
  }
  setTimeout(again, EVERY);
}

async function again() {
  if (away && !(await look())) setTimeout(again, EVERY);
}

async function found() {
  if (!away) return;
  away = false;
  showSaved("Connected again");
  for (const place of document.querySelectorAll("[data-connection]")) place.textContent = place.dataset.before ?? "";
  const kept = [];
  document.dispatchEvent(new CustomEvent("heard:back", { detail: kept }));
  const mine = waiting;
  await Promise.all(kept);
  if (!mine || waiting !== mine) return;
  if (!mine.typed && Date.now() - mine.at < STILL_MEANT) return send(mine.form, mine.submitter);
  waiting = null;
  const button = (mine.submitter?.firstChild?.textContent ?? "").trim();
  announce(`Connected again. What you typed is still here, and not saved yet: ${button ? `press “${button}”` : "send it"} once more.`, "warn");
}
