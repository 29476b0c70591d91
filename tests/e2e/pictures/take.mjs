// Photographs the real window for the README: an empty one being set up, then a made-up council at work.
// Run by `cargo xtask pictures`, which gives it a screen.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import * as story from "../journey/story.mjs";
import { PICTURES, colleague, inWindow, picture } from "./studio.mjs";

const { HEARDCTL } = process.env;

mkdirSync(PICTURES, { recursive: true });
// One window a run: a second one would only bring the first forward while that is still closing.
if (process.argv[2] === "setup") await inWindow(() => {}, setup);
else await inWindow((data) => execFileSync(HEARDCTL, ["--data", data, "demo", "--cases", "400", "--seed", "3"]), work);

async function setup(person) {
  await person.heading("Your council");
  await person.fillAll({ council: story.COUNCIL, initials: "HD" });
  await person.tick("nation", "England and Wales");
  await person.press("Continue");
  await person.heading("Your deadlines");
  await picture(person, "setup");
}

async function work(person) {
  await person.signIn(colleague("joanne"));
  await person.heading("Today");
  await picture(person, "today");
  await person.press("Figures", "nav");
  await person.see("By service");
  await picture(person, "figures");
  await person.press("Log feedback", "header");
  await person.heading("Log feedback");
  await person.tick("kind", "Complaint");
  await person.fillAll({ story: story.STORY, wanted: story.WANTED });
  await person.choose("service", story.SERVICE);
  const { email: _, ...customer } = story.CUSTOMER;
  await person.fillAll(customer);
  await person.tick("reply_by", "Letter");
  await person.see("Goes to");
  await picture(person, "log");
  for (const head of ["marian", "stephen", "lorraine", "gareth", "nasreen", "adrian", "ruth", "terry"]) {
    await person.handOver(colleague(head));
    if (!(await person.offers("Review and sign off"))) continue;
    await person.press("Review and sign off");
    await person.heading("Sign off the response");
    await picture(person, "sign-off");
    await person.press("The case");
    await person.see("What the customer told us");
    await picture(person, "case");
    return;
  }
  throw new Error("nobody has a response to sign off");
}
