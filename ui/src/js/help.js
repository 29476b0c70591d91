// Help beside the page: a link with data-aside, and F1, open the answer without leaving what is being typed. Without the
// script the link opens the page of the guide, and drafts are kept.
import { heardFetch, inWindow } from "./fetch.js";

/** Where the focus was when the help was opened. */
let before = null;

/** Listens for the whole document, once. */
export function watchHelp() {
  document.addEventListener("click", asked);
}

/** Closes the help and gives the focus back; says whether it stood open. */
export function closeHelp() {
  const aside = place();
  if (!aside?.open) return false;
  aside.close();
  return true;
}

const place = () => document.querySelector("dialog.hd-aside");

function asked(event) {
  const link = event.target.closest?.("a[data-aside], .hd-aside__body a[href^='/help/']");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.shiftKey || event.metaKey) return;
  const aside = place();
  if (!aside?.show || location.pathname.startsWith("/help")) return;
  event.preventDefault();
  open(aside, link.getAttribute("href"));
}

async function open(aside, address) {
  const from = document.activeElement;
  const found = await answer(address);
  if (!aside.isConnected) return;
  if (!found) return go(address);
  aside.querySelector("h2").textContent = found.title;
  aside.querySelector("[data-aside-page]").href = address;
  const body = aside.querySelector(".hd-aside__body");
  body.replaceChildren(...found.words);
  body.scrollTop = 0;
  if (!aside.open) {
    before = from;
    aside.addEventListener("close", () => before?.isConnected && before.focus(), { once: true });
    aside.show();
  }
  body.focus();
}

/** The heading and the words of a page of the guide; nothing for a page that is none. */
async function answer(address) {
  try {
    const reply = await heardFetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(reply.text(), "text/html");
    const [title, words] = [page.querySelector("h1"), page.querySelector("main .hd-help")];
    return reply.ok && title && words ? { title: title.textContent, words: words.childNodes } : null;
  } catch {
    return null; // The page itself says what is wrong.
  }
}

function go(address) {
  if (inWindow()) document.dispatchEvent(new CustomEvent("heard:go", { detail: address }));
  else location.assign(address);
}
