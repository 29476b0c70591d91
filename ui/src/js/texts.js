// A long text that is written here: filled in from a file, and gone through line by line.

/** Listens for the whole document, once. */
export function watchTexts() {
  document.addEventListener("change", (event) => {
    const input = event.target instanceof Element ? event.target.closest("[data-fills]") : null;
    if (input?.files?.[0]) fill(document.getElementById(input.dataset.fills), input.files[0]);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-line]") : null;
    const text = link && document.querySelector(link.getAttribute("href"));
    if (!text) return;
    event.preventDefault();
    toLine(text, Number(link.dataset.line));
  });
}

async function fill(text, file) {
  text.value = await file.text();
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
}

/** Selects a line, counted from 1, and brings it into sight. */
function toLine(text, number) {
  const lines = text.value.split("\n");
  const from = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(from, from + (lines[number - 1] ?? "").length);
  text.scrollIntoView({ block: "center" });
  text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, number - 5);
}
