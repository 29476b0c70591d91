// What a check of the response is about, shown where it stands: selected in the field it is written in, or in the letter.

/** Listens for the whole document, once. */
export function watchFound() {
  document.addEventListener("click", ({ target }) => {
    const words = target.closest?.("[data-show-words]")?.dataset.showWords;
    if (words) inField(words) || inLetter(words);
  });
}

/** In the field, if it can be seen. */
function inField(words) {
  const area = document.getElementById("text");
  const at = area?.checkVisibility() ? area.value.indexOf(words) : -1;
  if (at < 0) return false;
  area.focus();
  area.setSelectionRange(at, at + words.length);
  return true;
}

/** In the letter, whose marks have become bold words and lists. */
function inLetter(words) {
  const paper = document.getElementById("paper");
  if (!paper) return;
  const letters = [];
  const texts = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    for (let at = 0; at < node.length; at++) {
      if (isPlain(node.data[at])) letters.push({ letter: node.data[at], node, at });
    }
  }
  const wanted = words.replace(/\[\d+\]/g, "").split("").filter(isPlain).join("");
  const from = wanted ? letters.map(({ letter }) => letter).join("").indexOf(wanted) : -1;
  if (from < 0) return;
  const [first, last] = [letters[from], letters[from + wanted.length - 1]];
  window.getSelection().setBaseAndExtent(first.node, first.at, last.node, last.at + 1);
  first.node.parentElement.scrollIntoView({ block: "center" });
}

/** Letters and digits alone are the same in the field and in the letter. */
function isPlain(letter) {
  return /^[\p{L}\p{N}]$/u.test(letter);
}
