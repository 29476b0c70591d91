// From case to case: the list that was left last is remembered for this window, and a case of it shows the way to the
// next and to the one before. The server knows nothing of it: two windows walk along two lists.
const KEPT = "heard-along";

/** Remembers the list of this page, or shows the way along the one that was left, on each page. */
export function startAlong() {
  const listed = [...document.querySelectorAll("main table[data-rows] tbody tr a[href^='/cases/']")].map(caseOf);
  const cases = [...new Set(listed.filter(Boolean))];
  if (cases.length > 1) sessionStorage.setItem(KEPT, JSON.stringify(cases));
  const place = document.querySelector("[data-along]");
  if (place) show(place);
}

function caseOf(link) {
  return new URL(link.href, location.href).pathname.match(/^\/cases\/(\d{4}-\d+)/)?.[1];
}

function show(place) {
  const cases = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  const at = cases.indexOf(place.dataset.along);
  if (at < 0) return;
  const ways = [
    ["Previous", "Alt+,", cases[at - 1]],
    ["Next", "Alt+.", cases[at + 1]],
  ];
  place.replaceChildren(...ways.filter(([, , to]) => to).map(([words, keys, to]) => way(words, keys, to)));
  place.hidden = false;
}

function way(words, keys, to) {
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = `/cases/${to}`;
  link.textContent = words;
  link.title = `${to} (${keys.replace("+", " ")})`;
  link.setAttribute("aria-keyshortcuts", keys);
  return link;
}
