// Work that takes longer than a moment shows how far it is, and can be cancelled. A form says with data-progress what
// goes on ("Bringing in cases"); the page makes up a name for the work, and the server counts under that name. A form
// that saves a file (data-saves) leaves the page where it is, so there the panel goes once nothing is under way.
import { heardFetch, inWindow } from "./fetch.js";

export const SOON = 700;
const EVERY = 500;
const STOPPED = 20;
const SAVED = 2;

/** Listens for the whole document, once; before whatever sends forms in place of the browser. */
export function watchProgress() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.dataset.progress === undefined) return;
    if (form.querySelector("[data-work]")) event.preventDefault(); // It is sent already.
    else begin(form);
  });
  // A browser that goes back shows the page as it was left.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-progress]").forEach(forget));
}

/** The name of work that is over is of no use in an address. */
export function forgetWork() {
  const url = new URL(location.href);
  if (!url.searchParams.has("work")) return;
  url.searchParams.delete("work");
  history.replaceState(history.state, "", url.pathname + url.search + url.hash);
}

/** A name that nobody guesses, for work that is watched. */
export function nameOfWork() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function begin(form) {
  const name = nameOfWork();
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "work", value: name });
  field.dataset.work = "";
  form.append(field);
  setTimeout(() => field.isConnected && follow(form, name), SOON);
}

function forget(form) {
  for (const part of form.querySelectorAll("[data-work]")) part.remove();
}

async function follow(form, name) {
  const panel = panelOf(form.dataset.progress, name);
  form.append(panel.box);
  const saves = form.dataset.saves !== undefined;
  let over = 0;
  for (let begun = false; panel.box.isConnected; await new Promise((wake) => setTimeout(wake, EVERY))) {
    const reply = await heardFetch(`/progress/${name}`).catch(() => null);
    if (reply?.ok) {
      begun = true;
      panel.tell(reply.json());
    } else if (inWindow() && !document.body.hasAttribute("aria-busy") && form.dataset.saving === undefined) forget(form);
    else if (saves && !inWindow() && (over += 1) > SAVED) forget(form); // Also where the work was over before it was asked for.
    else if (!saves && begun && (over += 1) > STOPPED) forget(form); // The person stopped the page from loading.
    else if (begun) panel.finish();
  }
}

/** Tells how far the work is until it is over. */
export async function tellUntil(panel, name, isOver) {
  for (let begun = false; !isOver(); await new Promise((wake) => setTimeout(wake, EVERY))) {
    const reply = await heardFetch(`/progress/${name}`).catch(() => null);
    if (reply?.ok) panel.tell(reply.json());
    else if (begun) panel.finish();
    begun ||= reply?.ok;
  }
}

/** Says what goes on, how far it is, and offers to cancel it. */
export function panelOf(words, name) {
  const box = document.createElement("div");
  box.className = "hd-progress";
  box.tabIndex = -1; // Takes the focus from a button that goes.
  box.dataset.work = "";
  box.innerHTML =
    '<p class="hd-m0"><span role="status"></span> <span data-count></span></p><progress></progress>' +
    '<button type="button" class="govuk-button govuk-button--secondary" hidden>Cancel</button>';
  const [said, count, bar, cancel] = ["[role=status]", "[data-count]", "progress", "button"].map((each) => box.querySelector(each));
  const say = (text) => setTimeout(() => (said.textContent = text)); // Only what changes in the page is read out.
  say(`${words}…`);
  bar.setAttribute("aria-label", words);
  cancel.addEventListener("click", () => {
    box.focus();
    cancel.hidden = true;
    cancelled = true;
    say("Cancelling…");
    heardFetch(`/progress/${name}/cancel`, { method: "POST" }).catch(() => {});
  });
  let [quarters, cancelled] = [0, false];
  const number = (value) => value.toLocaleString("en-GB");
  const tell = ({ done, of }) => {
    if (!of) return;
    if (!bar.hasAttribute("max")) cancel.hidden = cancelled;
    Object.assign(bar, { max: of, value: done });
    count.textContent = `${number(done)} of ${number(of)}`;
    const passed = Math.floor((4 * done) / of);
    if (passed > quarters && !cancelled) say(`${words}: ${25 * passed}%.`);
    quarters = Math.max(quarters, passed);
  };
  const finish = () => {
    cancel.hidden = true;
    bar.removeAttribute("value");
  };
  return { box, tell, finish, cancelled: () => cancelled };
}
