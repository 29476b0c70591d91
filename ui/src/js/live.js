// Live parts of a page: a field with data-live="/log/next" sends its form there when it changes, and each element of
// the answer takes the place of the one with the same id. The deadlines and the look-up of duplicates are such parts.
import { csrf, heardFetch } from "./fetch.js";
import { fieldsOf } from "./forms.js";

const PAUSE = 200;
/** While somebody types, the answer can wait until they stop. */
const TYPING = 600;
const asking = new Map();

/** Listens for the whole document, once. */
export function watchLive() {
  document.addEventListener("change", ({ target }) => askAll(target, PAUSE));
  document.addEventListener("input", ({ target }) => askAll(target, TYPING));
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
  const open = [...shown.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
  shown.replaceChildren(...part.childNodes);
  for (const name of ["class", "hidden"]) {
    if (part.hasAttribute(name)) shown.setAttribute(name, part.getAttribute(name));
    else shown.removeAttribute(name);
  }
  for (const summary of shown.querySelectorAll("details > summary")) {
    if (open.includes(summary.textContent)) summary.parentElement.open = true;
  }
  document.dispatchEvent(new CustomEvent("heard:part", { detail: shown }));
}
