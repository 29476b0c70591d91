// Small things a click does: open a dialog, print, copy, close panels that stand open elsewhere. A letter that was
// just written to be printed prints as its page opens.

/** Listens for the whole document, once. */
export function watchClicks() {
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    for (const details of document.querySelectorAll(".hd-why[open], .hd-account[open]")) {
      if (!details.contains(target)) details.open = false;
    }
    const opener = target?.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    if (target?.closest("[data-print]")) {
      event.preventDefault();
      window.print();
    }
    const copier = target?.closest("[data-copy]");
    if (copier) {
      event.preventDefault();
      copy(copier);
    }
  });
}

/** Prints once: going back to the page, or loading it again, only shows it. */
export function printNow() {
  if (!document.querySelector("[data-print-now]")) return;
  history.replaceState(history.state, "", location.pathname);
  // The page is drawn before the printer's dialog stops everything.
  requestAnimationFrame(() => setTimeout(() => window.print()));
}

/** Where the browser gives scripts no clipboard, as on a line that is not encrypted, the words are selected to be copied by hand. */
async function copy(button) {
  const place = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText((place?.textContent ?? "").trim());
    button.textContent = "Copied";
  } catch {
    if (place) document.getSelection().selectAllChildren(place);
    button.textContent = "Selected: press Ctrl C";
  }
}
