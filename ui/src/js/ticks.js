// One box that ticks all rows of a table: [data-tick-all] in its head. Without the script a link does it.

/** Listens for the whole document, once. */
export function watchTicks() {
  document.addEventListener("change", ({ target }) => {
    const table = target.closest?.("table");
    const head = table?.querySelector("[data-tick-all] input");
    if (!head) return;
    if (target === head) for (const box of boxes(table)) box.checked = head.checked;
    tell(table, head);
  });
}

/** Shows the boxes of the page, as the rows are ticked. */
export function startTicks() {
  for (const place of document.querySelectorAll("[data-tick-all]")) {
    place.hidden = false;
    tell(place.closest("table"), place.querySelector("input"));
  }
}

const boxes = (table) => [...table.querySelectorAll("tbody input[type=checkbox]")];

function tell(table, head) {
  const ticked = boxes(table).filter((box) => box.checked).length;
  head.checked = ticked > 0 && ticked === boxes(table).length;
  head.indeterminate = ticked > 0 && !head.checked;
}
