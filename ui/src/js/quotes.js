// Comments that stick to words of the letter: those that are selected are quoted in the comment. Without the script a
// paragraph can be chosen, which the program quotes.

/** Listens for the whole document, once. */
export function watchQuotes() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-quote]");
    if (button) quote(selected(), document.getElementById(button.dataset.quote));
  });
}

/** Shows the buttons of the page that only the script can make work. */
export function startQuotes() {
  for (const button of document.querySelectorAll("[data-quote]")) button.hidden = false;
}

/** The words of the letter that are selected. */
function selected() {
  const paper = document.getElementById("paper");
  const selection = window.getSelection();
  const inside = selection.rangeCount > 0 && paper?.contains(selection.getRangeAt(0).commonAncestorContainer);
  return inside ? selection.toString() : "";
}

/** Puts the words behind what was typed, and the caret behind them. */
function quote(words, area) {
  area.closest("details")?.setAttribute("open", "");
  const lines = words.split("\n").map((line) => line.trim()).filter(Boolean);
  if (lines.length > 0) {
    const before = area.value.trimEnd();
    area.value = `${before}${before ? "\n\n" : ""}${lines.map((line) => `> ${line}`).join("\n")}\n`;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}
