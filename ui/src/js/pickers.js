// Pickers: a select with data-autocomplete becomes a box that finds a choice by its words or by other words for it
// ("bins" finds Waste and recycling). The select stays underneath and is what the form sends.
import accessibleAutocomplete from "accessible-autocomplete";

/** Turns the selects inside `scope` into pickers. */
export function startPickers(scope) {
  for (const select of scope.querySelectorAll("select[data-autocomplete]:not([data-picker])")) {
    select.dataset.picker = "";
    startPicker(select);
  }
}

function startPicker(select) {
  const id = select.id;
  const described = select.getAttribute("aria-describedby");
  const keys = select.getAttribute("aria-keyshortcuts");
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    showAllValues: true,
    confirmOnBlur: true,
    displayMenu: "overlay",
    preserveNullOptions: false,
    source: (query, fill) => fill(matches(select, query)),
    onConfirm: (words) => words !== undefined && choose(select, words),
  });
  const input = document.getElementById(id);
  if (!input) return;
  if (described) input.setAttribute("aria-describedby", `${described} ${input.getAttribute("aria-describedby") ?? ""}`.trim());
  if (keys) input.setAttribute("aria-keyshortcuts", keys);
  input.addEventListener("blur", () => setTimeout(() => agree(select, input)));
}

function matches(select, query) {
  const wanted = query.trim().toLowerCase();
  return [...select.options]
    .filter((option) => option.value !== "")
    .filter((option) => `${option.text} ${option.dataset.words ?? ""}`.toLowerCase().includes(wanted))
    .map((option) => option.text);
}

function choose(select, words) {
  const option = [...select.options].find((each) => each.text === words);
  if (!option || select.value === option.value) return;
  select.value = option.value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Words that name no choice must not leave the choice before them standing. */
function agree(select, input) {
  const chosen = select.selectedOptions[0]?.text ?? "";
  if (input.value.trim() === chosen.trim()) return;
  const option = [...select.options].find((each) => each.text.toLowerCase() === input.value.trim().toLowerCase());
  select.value = option?.value ?? "";
  select.dispatchEvent(new Event("change", { bubbles: true }));
}
