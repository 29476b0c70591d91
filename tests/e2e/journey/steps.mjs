// The journey, from an empty folder to the month's figures, once for every way of driving Heard. Each step takes what
// the steps before it left in `here`: the person at the computer, the mail server, the case.
import assert from "node:assert/strict";
import * as story from "./story.mjs";
import { checkFigures } from "./figures.mjs";
import { checkAcknowledgement, checkLetter } from "./letters.mjs";

const { ADMINISTRATOR, CHAMPION, CUSTOMER, DESK, HEAD, INVESTIGATOR, OTHER_HEAD } = story;

/**
 * The steps in their order.
 * @type {{name: string, run: (here: {person: import("./person.mjs").Person, mailbox: import("./python.mjs").Mailbox, reference?: string}) => Promise<void>}[]}
 */
export const STEPS = [
  { name: "set Heard up in its pages", run: setUp },
  { name: "add people and give the Heads their passwords", run: addPeople },
  { name: "name the mail server and send a test message", run: setMail },
  { name: "log a complaint at the front desk", run: logComplaint },
  { name: "acknowledge it by email", run: acknowledge },
  { name: "give it to the Head of Service", run: give },
  { name: "nominate the investigator", run: nominate },
  { name: "record a call and a finding", run: investigate },
  { name: "draft and ask for sign-off", run: draft },
  { name: "send the draft back with comments", run: sendBack },
  { name: "draft again", run: draftAgain },
  { name: "nobody signs their own draft", run: refuseOwnSignature },
  { name: "sign off and send, two clicks from Today", run: signOffAndSend },
  { name: "undo, and send again", run: undo },
  { name: "nothing is closed before the response has left", run: refuseClose },
  { name: "the response arrives once its minute is over", run: arrives },
  { name: "record the lesson and close", run: close },
  { name: "the figures of the month, and the workbook", run: figures },
  { name: "letters and history are complete", run: lookBack },
];

async function setUp({ person }) {
  await person.heading("Your council");
  await person.fillAll({ council: story.COUNCIL, initials: "HD" });
  await person.tick("nation", "England and Wales");
  await person.press("Continue");
  await person.heading("Your deadlines");
  await person.tick("procedure", "Making Experiences Count");
  await person.press("Continue");
  await person.heading("Services");
  await person.fillAll({ "service-1": story.SERVICE, "head-1": HEAD.name, "head-email-1": HEAD.email });
  await person.fillAll({ "service-2": story.OTHER_SERVICE, "head-2": OTHER_HEAD.name, "head-email-2": OTHER_HEAD.email });
  await person.press("Continue");
  await person.heading("Check");
  await person.see(story.COUNCIL);
  await person.press("Continue");
  await person.heading("You, and start");
  await person.fillAll({ name: ADMINISTRATOR.name, email: ADMINISTRATOR.email, password: ADMINISTRATOR.password });
  await person.press("Start using Heard");
  await person.heading("People");
}

async function addPeople({ person }) {
  for (const each of [DESK, CHAMPION, INVESTIGATOR]) {
    await person.press("Add a person");
    await person.see("First password");
    await person.fillAll({ name: each.name, email: each.email, password: each.password });
    await person.choose("role", each.role);
    await person.press("Add");
    await person.see(`${each.name} was added`);
  }
  for (const each of [HEAD, OTHER_HEAD]) {
    await person.press(`Change ${each.name}`);
    await person.see("New password");
    await person.fill("password", each.password);
    await person.press("Save");
    await person.see(`${each.name} was changed`);
  }
}

async function setMail({ person, mailbox }) {
  await person.press("Name, colour");
  await person.heading("Name, colour");
  await person.fillAll({ address: "1 Market Street\nHarrowdale\nHD1 1AA", phone: "01632 960 001", email: story.SENDER.address });
  await person.press("Save");
  await person.see("Saved.");
  await person.press("Mail");
  await person.heading("Mail");
  await person.fillAll({ host: "127.0.0.1", port: String(mailbox.port), from_name: story.SENDER.name, from_address: story.SENDER.address });
  await person.tick("security", "None");
  await person.press("Save");
  await person.see("Saved.");
  await person.fill("to", ADMINISTRATOR.email);
  await person.press("Send a test message");
  await person.see("was taken");
  await mailbox.message("the test message", (message) => message.recipients.includes(ADMINISTRATOR.email));
}

async function logComplaint(here) {
  const { person } = here;
  await person.handOver(DESK);
  await person.press("Log feedback", "header");
  await person.heading("Log feedback");
  await person.choose("channel", "Phone");
  await person.tick("kind", "Complaint");
  await person.fillAll({ story: story.STORY, wanted: story.WANTED });
  await person.choose("service", story.SERVICE);
  await person.fillAll(CUSTOMER);
  await person.tick("reply_by", "Email");
  await person.press("Save, acknowledge later");
  await person.see("Saved as");
  here.reference = (await person.words()).match(/Saved as (\d{4}-\d{4})/)[1];
}

/** The email waits its minute while the others go on; that it arrives is looked at with the response. */
async function acknowledge({ person }) {
  await person.handOver(CHAMPION);
  await person.press("Acknowledge");
  await person.heading("Acknowledge");
  await person.press("Acknowledge");
  await person.see("Acknowledged by email");
  assert.ok(await person.offers("Undo"), "for a minute it can be undone");
}

async function give({ person, mailbox, reference }) {
  await person.press("Give to a Head of Service");
  await person.heading("Give to a Head of Service");
  await person.choose("service", story.SERVICE);
  await person.press("Give to the Head of Service");
  await person.see(`Given to ${HEAD.name}`);
  const notice = await mailbox.message("the notice to the Head", (each) => each.recipients.includes(HEAD.email));
  assert.ok(notice.subject.includes(reference), "the Head is told which case it is");
}

async function nominate({ person, reference }) {
  await person.handOver(HEAD);
  await person.press("Name an officer");
  await person.heading("Name an investigator");
  await person.choose("investigator", INVESTIGATOR.name);
  await person.press("Name the investigator");
  await person.see(`${INVESTIGATOR.name} investigates`);
  await person.see(reference);
}

async function investigate({ person, reference }) {
  await person.handOver(INVESTIGATOR);
  await person.press(story.STORY.slice(0, 20));
  await person.see("What the customer told us");
  await person.press("Phone call");
  await person.heading("Phone call");
  await person.fill("text", story.CALL);
  await person.press("Save contact");
  await person.see("Contact saved");
  if (!(await person.offers("Record a finding"))) {
    await person.press("Add a point");
    await person.heading("Add a point");
    await person.fill("text", "The brown bin was not emptied on 3 visits");
    await person.press("Add the point");
    await person.see("Point added");
  }
  await person.press("Record a finding");
  await person.heading("Record a finding");
  await person.tick("finding", "Upheld");
  await person.fill("reason", story.FOUND);
  await person.press("Save the finding");
  await person.see("Finding on point 1 saved");
  await person.see(reference);
}

async function draft({ person }) {
  await person.press("Write the response");
  await person.see("No draft yet");
  await person.fill("text", story.FIRST_DRAFT);
  await person.press("Ask for sign-off");
  await person.see("sign off");
}

async function sendBack({ person, reference }) {
  await person.handOver(HEAD);
  await person.press("Review and sign off");
  await person.heading("Sign off the response");
  await person.press("Send back with comments");
  await person.fill("comments", story.COMMENTS);
  await person.press("Send back to");
  await person.see(`${reference} sent back to ${INVESTIGATOR.name}`);
}

async function draftAgain({ person }) {
  await person.handOver(INVESTIGATOR);
  await person.press("Write response");
  await person.see(story.COMMENTS);
  await person.fill("text", story.SECOND_DRAFT);
  await person.press("Ask for sign-off");
  await person.see("sign off");
}

/** Neither does the page offer it, nor does the program do it when it is asked past the page. */
async function refuseOwnSignature({ person, reference }) {
  assert.equal(await person.offers("Sign off and send"), false, "the writer is offered no signature");
  await person.forged(`/cases/${reference}/sign-off`, { send: "1", method: "email", text: "" }, 403, "the writer's own signature is refused");
}

async function signOffAndSend({ person, reference, mailbox }) {
  await person.handOver(HEAD);
  await person.press("Review and sign off");
  await person.heading("Sign off the response");
  await person.press("Sign off and send");
  await person.see(`Signed off and sent to ${CUSTOMER.name}`);
  await person.see(reference);
  assert.ok(await person.offers("Undo"), "for a minute the sending can be undone");
  assert.equal(mailbox.taken.filter(responds).length, 0, "the response waits for its minute");
}

async function undo({ person }) {
  await person.press("Undo");
  await person.see("has not left");
  await person.heading("Send the response");
  await person.press("Send");
  await person.see(`Sent to ${CUSTOMER.name}`);
}

async function refuseClose({ person }) {
  await person.handOver(CHAMPION);
  await person.press("Close");
  await person.heading("Record the lesson and close");
  await person.tick("lesson", "Yes");
  await person.fill("words", story.LESSON);
  await person.press("Close");
  await person.see("has not left yet");
}

/** Whether a message is the response to the customer. */
function responds(message) {
  return message.recipients.includes(CUSTOMER.email) && message.text.includes("We are sorry");
}

async function arrives({ mailbox, reference }) {
  const acknowledges = (each) => each.recipients.includes(CUSTOMER.email) && !responds(each);
  checkAcknowledgement(await mailbox.message("the acknowledgement", acknowledges, 90), reference);
  checkLetter(await mailbox.message("the response", responds, 90), reference, story.SECOND_DRAFT);
}

async function close({ person }) {
  await person.press("Today", "nav");
  await person.heading("Today");
  await person.press("Close");
  await person.heading("Record the lesson and close");
  await person.tick("lesson", "Yes");
  await person.fill("words", story.LESSON);
  await person.press("Close");
  await person.see("Closed");
}

async function figures({ person, script = true }) {
  await person.press("Figures", "nav");
  await person.heading("Figures");
  await person.choose("period", new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "Europe/London" }).format(new Date()));
  await person.press("Show");
  await person.see("By service");
  const shown = await person.hand.rows();
  // Without script the formats stand on the page, with no menu to open.
  if (script) await person.press("Other formats");
  const file = await person.hand.saves(() => person.press("Workbook (.xlsx)"));
  checkFigures(shown, file);
}

async function lookBack({ person, reference }) {
  await person.press("Cases", "nav");
  await person.heading("Cases");
  await person.fill("q", reference);
  await person.hand.enter("//*[@id='q']");
  await person.see(reference);
  if (await person.offers(story.STORY.slice(0, 20))) await person.press(story.STORY.slice(0, 20));
  await person.see("What the customer told us");
  await person.press("Letters");
  await person.see("Letters to the customer");
  for (const letter of ["Acknowledgement", "Response"]) await person.see(letter);
  await person.press("History");
  await person.see("Everything that happened");
  const history = await person.words();
  const [desk, champion, head, investigator] = [DESK, CHAMPION, HEAD, INVESTIGATOR].map((each) => each.name);
  for (const name of [desk, champion, head, investigator]) assert.ok(history.includes(name), `${name} stands in the history`);
}
