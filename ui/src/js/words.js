// Sentences that scripts show: the saved state in the status bar, and alerts at the head of the page.

/** Shows what is saved, wherever the page says so. `trouble` turns the dot into an amber square. */
export function showSaved(words, trouble = false) {
  for (const place of document.querySelectorAll("[data-draft-words]")) place.textContent = words;
  document.querySelector(".hd-status .hd-dot")?.classList.toggle("hd-dot--warn", trouble);
}

/** An alert at the head of the page: something did not work, or was done outside the page. */
export function announce(words, tone = "late") {
  const box = document.createElement("div");
  box.className = `moj-alert hd-flash hd-flash--${tone}`;
  box.setAttribute("role", tone === "ok" ? "status" : "alert");
  box.dataset.announced = "";
  const text = document.createElement("p");
  text.textContent = words;
  box.append(text);
  for (const old of document.querySelectorAll("[data-announced]")) old.remove();
  const main = document.querySelector("main .hd-gate__box") ?? document.querySelector("main") ?? document.body;
  main.prepend(box);
  box.scrollIntoView({ block: "nearest" });
}
