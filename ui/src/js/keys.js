// Keyboard: the shortcuts are those of the visible controls (aria-keyshortcuts), so that a key never does what no
// button does. No single letters. In the window our keys come before the browser's own.
import { keepAll } from "./drafts.js";
import { heardFetch, inWindow } from "./fetch.js";
import { closeHelp } from "./help.js";

/** For so long after it opened, in milliseconds, a page that decides for somebody else takes no second press meant for the page before. */
const LOOK_FIRST = 3000;
let touched = false;

/** Listens for the whole document, once. */
export function watchKeys() {
  document.addEventListener("keydown", pressed);
  const touch = ({ type, key }) => {
    if (type !== "keydown" || !["Control", "Enter"].includes(key)) touched = true;
  };
  for (const type of ["keydown", "pointerdown", "wheel"]) document.addEventListener(type, touch, { passive: true });
}

/** Whether a form that asks for a look first has had one. */
const looked = (control) => !control.form?.matches("[data-look-first]") || touched || performance.now() > LOOK_FIRST;

function pressed(event) {
  if (event.isComposing || event.getModifierState("AltGraph")) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") return alongRows(event);
  if (event.key === "Escape") return escaped(event);
  if (event.key === "Enter") entered(event);
  if (inWindow() && zoomed(event)) return event.preventDefault();
  const chord = chordOf(event);
  if (!chord) return;
  const control = controlFor(chord);
  if (control) {
    event.preventDefault();
    if (chord === "Control+Enter" && (event.repeat || !looked(control))) return;
    use(control);
  } else if (chord === "Control+S") {
    event.preventDefault();
    keepAll();
  } else if (chord === "Control+P" && inWindow()) {
    event.preventDefault();
    window.print();
  }
}

/** Ctrl with +, - or 0, on the number pad as well: the window shows pages larger, smaller or as they are drawn. */
function zoomed({ key, ctrlKey, altKey, metaKey }) {
  const step = { "+": "in", "=": "in", "-": "out", _: "out", 0: "off" }[key];
  if (!step || !ctrlKey || altKey || metaKey) return false;
  heardFetch(`/window/zoom/${step}`, { method: "POST" });
  return true;
}

/** `Control+Enter`, `Alt+1`, `F1`; nothing for plain typing. */
function chordOf({ key, ctrlKey, altKey, shiftKey, metaKey }) {
  if (metaKey || shiftKey || (!ctrlKey && !altKey && !/^F\d+$/.test(key))) return null;
  const name = key.length === 1 ? key.toUpperCase() : key;
  return `${ctrlKey ? "Control+" : ""}${altKey ? "Alt+" : ""}${name}`;
}

function controlFor(chord) {
  const within = document.querySelector("dialog:modal") ?? document;
  const controls = [...within.querySelectorAll("[aria-keyshortcuts]")].filter(
    (control) => control.getAttribute("aria-keyshortcuts").split(" ").includes(chord) && !control.disabled && isShown(control),
  );
  const form = document.activeElement?.form ?? document.activeElement?.closest?.("form");
  return controls.find((control) => form && control.form === form) ?? controls[0];
}

const isShown = (control) => control.checkVisibility?.({ visibilityProperty: true }) ?? control.getClientRects().length > 0;

function use(control) {
  if (control.matches("input:not([type=radio], [type=checkbox], [type=submit]), textarea, select")) {
    control.focus();
    control.select?.();
    return;
  }
  // Help opens beside the page and gives the focus back to where it was.
  if (!control.matches("[data-aside]")) control.focus();
  control.click();
  // What was chosen by its keys is settled: the next thing typed is what comes after it.
  document.getElementById(control.dataset.then ?? "")?.focus();
}

/** Esc closes what is open and gives the focus back; else it presses a visible Cancel that asks for it. */
function escaped(event) {
  const open = [...document.querySelectorAll(".hd-why[open], .hd-account[open]")];
  if (open.length > 0) {
    const inside = open.find((details) => details.contains(document.activeElement)) ?? open[0];
    for (const details of open) details.open = false;
    inside.querySelector("summary").focus();
    return;
  }
  if (event.defaultPrevented || document.querySelector("dialog:modal, .autocomplete__menu--visible")) return;
  if (closeHelp()) return;
  const cancel = controlFor("Escape");
  if (cancel) use(cancel);
}

/**
 * A form with data-enter keeps the place of whoever presses Enter in one of its fields: nothing is sent, and what is worked
 * out while people type is worked out. Where it names a button, that one is pressed.
 */
function entered(event) {
  const field = event.target;
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (!field.matches?.("input:not([type=submit], [type=button])")) return;
  const within = field.closest("[data-enter]");
  if (!within) return;
  event.preventDefault();
  if (within.dataset.enter) within.querySelector(within.dataset.enter)?.click();
  else field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** In a table of cases the arrows go from row to row, and down from nowhere to the first; Enter opens the case. */
function alongRows(event) {
  const nowhere = document.activeElement === document.body || document.activeElement?.matches?.("h1");
  if (nowhere && event.key === "ArrowDown" && !event.ctrlKey && !event.altKey && !event.shiftKey) {
    const first = document.querySelector("main table[data-rows] tbody tr a");
    if (first) event.preventDefault();
    return first?.focus();
  }
  const row = document.activeElement?.closest?.("table[data-rows] tbody tr");
  if (!row || event.ctrlKey || event.altKey || event.shiftKey || document.activeElement.matches("input, select, textarea")) return;
  const links = [...row.closest("table").querySelectorAll("tbody tr")].map((each) => each.querySelector("a")).filter(Boolean);
  const here = links.indexOf(row.querySelector("a"));
  const next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
