// The seconds left to take something back, counted down in words. The server decides; this only shows.

/** Starts the countdowns on the page. */
export function startUndo() {
  for (const button of document.querySelectorAll("[data-undo-seconds]:not([data-undo-until])")) {
    button.dataset.undoUntil = Date.now() + Number(button.dataset.undoSeconds) * 1000;
    const timer = setInterval(() => {
      const left = Math.round((Number(button.dataset.undoUntil) - Date.now()) / 1000);
      if (!button.isConnected || left <= 0) {
        clearInterval(timer);
        button.closest("form")?.remove();
        return;
      }
      const words = button.querySelector("[data-undo-left]");
      if (words) words.textContent = `(${left} ${left === 1 ? "second" : "seconds"})`;
    }, 1000);
  }
}
