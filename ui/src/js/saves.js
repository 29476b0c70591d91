// The desktop window only: what saves a file, a link or a form, leaves the window free. A link that takes longer than a
// moment says how far it is at the head of the page, whichever page that is by then, and can be cancelled; a form says so
// itself (progress.js). A browser does all this by itself.
import { heardFetch } from "./fetch.js";
import { nameOfWork, panelOf, SOON, tellUntil } from "./progress.js";
import { announce } from "./words.js";

/** Addresses of the files under way. */
const under = new Set();
/** The panels that are shown. */
const panels = new Set();

document.addEventListener("heard:page", () => panels.forEach(place));

/** Saves the file that a link leads to; `show` shows a page that came in its place. */
export function saveByLink(address, show) {
  return once(address, async () => {
    const name = nameOfWork();
    const panel = panelOf("Saving a file", name);
    const soon = setTimeout(() => begin(panel, name), SOON);
    const over = () => end(panel, soon);
    const answer = heardFetch(`${address}${address.includes("?") ? "&" : "?"}work=${name}`, { headers: { accept: "text/html" } });
    const reply = await answer.finally(over);
    if (panel.cancelled() && !reply.ok) announce("Cancelled. Nothing was saved.", "ok");
    else return reply;
  }, show);
}

/** Saves the file that a form makes. */
export function saveByForm(form, address, fields, show) {
  form.dataset.saving = "";
  const send = () => heardFetch(address, { method: "POST", body: fields, headers: { accept: "text/html" } });
  return once(address, send, show).finally(() => delete form.dataset.saving);
}

/** Not twice at a time. */
async function once(address, send, show) {
  if (under.has(address)) return;
  under.add(address);
  const before = location.href;
  try {
    const reply = await send();
    if (reply?.saved) announce(`Saved as ${reply.saved}`, "ok");
    else if (reply && !reply.header("content-disposition")?.startsWith("attachment")) instead(reply, location.href === before && show);
  } catch (error) {
    announce(`Sorry, the file was not saved. ${error?.message ?? error}`);
  } finally {
    under.delete(address);
  }
}

function begin(panel, name) {
  panels.add(panel);
  place(panel);
  tellUntil(panel, name, () => !panels.has(panel));
}

function end(panel, soon) {
  clearTimeout(soon);
  panels.delete(panel);
  panel.box.remove();
}

function place({ box }) {
  (document.querySelector("main") ?? document.body).prepend(box);
}

/** A page came in place of the file: shown, unless the person has gone on meanwhile. */
function instead(reply, show) {
  if (show) return show(reply);
  const page = new DOMParser().parseFromString(reply.text(), "text/html");
  const [heading, words] = ["main h1", "main p.govuk-body"].map((each) => page.querySelector(each)?.textContent ?? "");
  announce(`The file was not saved. ${heading}${heading && ". "}${words}`);
}
