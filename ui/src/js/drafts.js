// Nothing typed is lost: every form with data-draft="KEY" is kept on the server two seconds after typing stops
// and when a field is left.
import { csrf, heardFetch, inWindow } from "./fetch.js";
import { draftOf } from "./forms.js";
import { showSaved } from "./words.js";

const PAUSE = 2000;
const RETRY = 10000;
/** Browsers take 64 KiB in all from a page that goes away. */
const LAST_WORDS = 60_000;

/** What each form still has to keep. */
const states = new WeakMap();

/** Listens for the whole document, once. */
export function watchDrafts() {
  document.addEventListener("input", (event) => changed(event.target, PAUSE));
  document.addEventListener("change", (event) => changed(event.target, PAUSE));
  document.addEventListener("focusout", (event) => {
    const form = event.target.form;
    if (form?.dataset.draft && stateOf(form).changed) keep(form);
  });
  document.addEventListener("submit", (event) => stop(event.target));
  document.addEventListener("heard:back", ({ detail }) => detail.push(keepAll()));
  window.addEventListener("pagehide", () => changedForms().forEach(sendLast));
}

/** Keeps every form of this page that has changed; used before the page is left and by Ctrl+S. */
export function keepAll() {
  return Promise.all(changedForms().map(keep));
}

/** Whether something was typed on this page. */
export const hasTyped = () => [...document.querySelectorAll("form[data-draft]")].some((form) => stateOf(form).typed);

function changedForms() {
  return [...document.querySelectorAll("form[data-draft]")].filter((form) => stateOf(form).changed);
}

function changed(field, pause) {
  const form = field.form;
  if (!form?.dataset.draft || !field.name) return;
  Object.assign(stateOf(form), { changed: true, typed: true });
  keepAfter(form, pause);
}

/** A form that is being sent no longer needs its draft; the server removes it with the act. */
function stop(form) {
  if (!form.dataset?.draft) return;
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.changed = false;
  state.abort?.abort();
}

/** A form that could not be sent is what it was: typed, and to be kept. */
export function notSent(form) {
  if (!form.dataset?.draft || !stateOf(form).typed) return;
  stateOf(form).changed = true;
  keepAfter(form, PAUSE);
}

/** Waits until no draft is on its way, so that a form sent now is not overtaken by its own draft. */
export function draftsSettled() {
  return Promise.all([...document.querySelectorAll("form[data-draft]")].map((form) => stateOf(form).saving));
}

function keep(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  if (state.saving) return state.saving.then(() => (state.changed ? keep(form) : null));
  state.changed = false;
  state.abort = new AbortController();
  state.saving = send(form, state.abort.signal).finally(() => {
    state.saving = null;
    if (state.changed) keepAfter(form, state.pause);
  });
  return state.saving;
}

/** The last words of a page that goes away: kept whatever the version, since one may still be on its way. */
function sendLast(form) {
  delete form.dataset.draftVersion;
  return send(form, undefined, true);
}

async function send(form, signal, last = false) {
  try {
    const headers = { "x-csrf": csrf() };
    if (form.dataset.draftVersion) headers["x-draft-version"] = form.dataset.draftVersion;
    const address = `/drafts/${encodeURIComponent(form.dataset.draft)}`;
    const body = draftOf(form).toString();
    headers["content-type"] = "application/x-www-form-urlencoded;charset=UTF-8";
    const reply = await heardFetch(address, { method: "PUT", headers, body, signal, keepalive: last && body.length < LAST_WORDS });
    said(form, reply);
  } catch (error) {
    if (error?.name !== "AbortError") later(form);
  }
}

function said(form, reply) {
  const words = (reply.header("content-type") ?? "").includes("json") ? reply.json().words : null;
  if (!reply.ok) {
    showSaved(words ?? "Not saved. Your typing is still on this page.", true);
    return;
  }
  stateOf(form).pause = PAUSE;
  const version = reply.header("x-draft-version");
  if (version) form.dataset.draftVersion = version;
  showSaved(words ?? "Draft kept");
}

function later(form) {
  if (inWindow()) showSaved("Not kept. Your typing is still on this page.", true); // Browsers have connection.js.
  delete form.dataset.draftVersion; // It may have arrived all the same.
  const state = stateOf(form);
  state.changed = true;
  state.pause = RETRY;
}

function keepAfter(form, pause) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => keep(form), pause);
}

function stateOf(form) {
  if (!states.has(form)) states.set(form, { timer: null, changed: false, saving: null, abort: null, pause: PAUSE });
  return states.get(form);
}
