// Waiting for something outside the page, such as a message that arrives: asked for again and again, up to a limit.

/** The first answer that is not empty; after `seconds`, an error that says what did not happen. */
export async function eventually(what, seconds, ask) {
  const limit = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > limit) throw new Error(`${what}: not within ${seconds} seconds`);
    await new Promise((again) => setTimeout(again, 100));
  }
}
