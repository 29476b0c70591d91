// "Dan is working on this now": asked for while the page can be seen. The first words come with the page.
import { hasTyped } from "./drafts.js";
import { heardFetch } from "./fetch.js";

const EVERY = 15_000;

/** Asks for the whole life of the window; the page may change meanwhile. */
export function watchHere() {
  setInterval(ask, EVERY);
}

async function ask() {
  const place = document.querySelector("[data-here]");
  if (!place || document.visibilityState !== "visible") return;
  try {
    const address = place.dataset.here;
    const working = hasTyped() && !address.includes("?");
    const reply = await heardFetch(working ? `${address}?working=yes` : address);
    const words = reply.ok ? reply.json().words : "";
    if (place.isConnected && place.textContent !== words) place.textContent = words;
  } catch {
    // Without the program nobody can be seen; the next call asks again.
  }
}
