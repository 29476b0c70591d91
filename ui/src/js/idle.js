// Locks the page when nobody is there: two minutes before, a dialog offers to stay. Drafts are kept first.
import { keepAll } from "./drafts.js";
import { csrf, heardFetch } from "./fetch.js";

const WARNING = 2 * 60_000;
const HEARTBEAT = 2 * 60_000; // The server waits three minutes longer than the page.
const LAST = "heard-last-used";
let told = 0;

/** Watches for signs of life; checks every five seconds. The moment is shared between the tabs of one browser. */
export function watchIdle() {
  used();
  for (const sign of ["keydown", "pointerdown", "wheel"]) document.addEventListener(sign, used, { passive: true });
  setInterval(check, 5000);
}

function used() {
  if (document.getElementById("idle")?.open) return;
  localStorage.setItem(LAST, Date.now());
  const limit = minutes();
  if (limit && Date.now() - told > HEARTBEAT) stay();
}

/** Tells the server that someone is there; it has its own, slightly longer, limit. */
function stay() {
  told = Date.now();
  heardFetch("/stay", { method: "POST", headers: { "x-csrf": csrf() } }).catch(() => {});
}

function check() {
  const limit = minutes() * 60_000;
  if (!limit) return;
  const quiet = Date.now() - Number(localStorage.getItem(LAST));
  const dialog = document.getElementById("idle");
  if (quiet >= limit) lock();
  else if (quiet >= limit - WARNING) warn();
  else if (dialog?.open) dialog.close();
}

const minutes = () => Number(document.body.dataset.idleMinutes ?? 0);

function warn() {
  if (document.getElementById("idle")) {
    const dialog = document.getElementById("idle");
    if (!dialog.open) dialog.showModal();
    return;
  }
  const dialog = document.createElement("dialog");
  dialog.id = "idle";
  dialog.className = "hd-dialog";
  dialog.setAttribute("aria-labelledby", "idle-heading");
  dialog.innerHTML =
    '<div class="hd-dialog__head"><h2 id="idle-heading">Are you still there?</h2></div>' +
    '<div class="hd-dialog__body"><p>Heard will lock in 2 minutes. Your typing is kept.</p>' +
    '<button type="button" class="govuk-button" autofocus>Stay signed in</button></div>';
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    localStorage.setItem(LAST, Date.now());
    stay();
  });
  document.body.append(dialog);
  dialog.showModal();
}

async function lock() {
  localStorage.setItem(LAST, Date.now());
  await keepAll();
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/sign-out";
  for (const [name, value] of [["csrf", csrf()], ["idle", "1"]]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.requestSubmit();
}
