// Live parts of a page: a field with data-live="/log/next" sends its form there when it changes, and each element of
// the answer takes the place of the one with the same id. The deadlines and the look-up of duplicates are such parts.
import { csrf, heardFetch } from "./fetch.js";
import { fieldsOf } from "./forms.js";

const PAUSE = 200;
/** While somebody types, the answer can wait until they stop. */
const TYPING = 600;
const asking = new Map();
/** What each part was last filled with: the same again would only get in the way of whoever is at it. */
const given = new WeakMap();
const STOPS = "a[href], button, input, summary";
/** The field of each form that people were in last. */
const typedLast = new WeakMap();

/** Listens for the whole document, once. */
export function watchLive() {
  document.addEventListener("focusin", ({ target }) => target.form && !target.matches("button") && typedLast.set(target.form, target));
  document.addEventListener("click", pressed);
  document.addEventListener("change", ({ target }) => askAll(target, PAUSE));
  document.addEventListener("input", ({ target }) => askAll(target, TYPING));
}

/** A button with data-press="/log/next" adds what it says to the form and has the live part worked out again, without a new page. */
function pressed(event) {
  const button = event.target.closest?.("button[data-press]");
  if (!button?.form) return;
  event.preventDefault();
  const { form, name, value } = button;
  const said = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  said.dataset.live = button.dataset.press;
  form.append(said);
  const before = typedLast.get(form);
  (before?.isConnected ? before : form.querySelector("textarea, input:not([type=hidden])"))?.focus();
  said.dispatchEvent(new Event("change", { bubbles: true }));
}

function askAll(target, pause) {
  if (!target.dataset?.live || !target.form) return;
  for (const address of target.dataset.live.split(" ")) ask(address, target.form, pause);
}

function ask(address, form, pause) {
  const before = asking.get(address);
  clearTimeout(before?.timer);
  before?.abort.abort();
  const abort = new AbortController();
  const timer = setTimeout(() => show(address, form, abort.signal), pause);
  asking.set(address, { timer, abort });
}

async function show(address, form, signal) {
  try {
    const headers = { "x-fragment": "1", "x-csrf": csrf() };
    const reply = await heardFetch(address, { method: "POST", headers, body: fieldsOf(form), signal });
    if (reply.ok && !signal.aborted) place(reply.text());
  } catch (error) {
    // The part keeps what it showed; saving the form works it out again on the server.
    if (error?.name !== "AbortError") console.warn("live part", address, error);
  }
}

function place(html) {
  const parts = new DOMParser().parseFromString(html, "text/html").body.children;
  for (const part of [...parts]) {
    const shown = part.id && document.getElementById(part.id);
    if (shown) refill(shown, part);
  }
}

/** The element stays and its content changes: screen readers announce that, and not a new element. */
function refill(shown, part) {
  if (given.get(shown) === part.innerHTML) return;
  given.set(shown, part.innerHTML);
  const open = [...shown.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
  const focused = shown.contains(document.activeElement) ? [...shown.querySelectorAll(STOPS)].indexOf(document.activeElement) : -1;
  shown.replaceChildren(...part.childNodes);
  for (const name of ["class", "hidden"]) {
    if (part.hasAttribute(name)) shown.setAttribute(name, part.getAttribute(name));
    else shown.removeAttribute(name);
  }
  for (const summary of shown.querySelectorAll("details > summary")) {
    if (open.includes(summary.textContent)) summary.parentElement.open = true;
  }
  document.dispatchEvent(new CustomEvent("heard:part", { detail: shown }));
  // Whoever was at a button of it stays there, or at the one before.
  if (focused >= 0) [...shown.querySelectorAll(STOPS)].slice(0, focused + 1).pop()?.focus();
}
