// What the mail server received, against what was written.
import assert from "node:assert/strict";
import { CHAMPION, COUNCIL, CUSTOMER, SENDER } from "./story.mjs";

/** The headers of a letter to the customer. */
function checkHeaders(message, reference) {
  assert.deepEqual(message.from, [[SENDER.name, SENDER.address]]);
  assert.deepEqual(message.to.map(([, address]) => address), [CUSTOMER.email]);
  assert.equal(message.sender, SENDER.address, "bounces come back to the sender's address");
  assert.ok(message.subject.includes(reference), `the subject names the case: ${message.subject}`);
  assert.match(message.id, /^<[^<>@\s]+@[^<>@\s]+>$/, "the Message-ID is one");
  assert.ok(Math.abs(Date.now() - Date.parse(message.date)) < 10 * 60_000, `the date is now: ${message.date}`);
  assert.deepEqual(message.defects, [], "Python's email package finds nothing wrong with it");
}

/** The acknowledgement: the template's words with this case's facts. */
export function checkAcknowledgement(message, reference) {
  checkHeaders(message, reference);
  for (const words of [`Dear ${CUSTOMER.name}`, reference, CHAMPION.name, COUNCIL]) {
    assert.ok(message.text.includes(words), `the acknowledgement says ${words}: ${message.text}`);
    assert.ok(message.html.includes(words), `so does its HTML: ${words}`);
  }
  assert.doesNotMatch(message.text, /\{|\}|\[/, "no field is left unfilled");
}

/** The response: every paragraph as it was written, without the marks of the points. */
export function checkLetter(message, reference, draft) {
  checkHeaders(message, reference);
  const flat = (text) => text.replace(/\s+/g, " ");
  for (const paragraph of draft.replace(/\[\d+\] /g, "").split("\n\n")) {
    assert.ok(flat(message.text).includes(paragraph), `the response says: ${paragraph}\n${message.text}`);
  }
  assert.doesNotMatch(message.text, /\[1\]/, "the mark of the point stays at home");
}
