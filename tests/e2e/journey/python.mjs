// The Python of the tests: a mail server and a spreadsheet reader that are not ours.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { eventually } from "./patience.mjs";

const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The one `cargo xtask` names, else the one it made, else the machine's own. */
function python() {
  const made = beside("../../../target/tools/venv/bin/python");
  return process.env.HEARD_PYTHON ?? (existsSync(made) ? made : "python3");
}

/** What openpyxl reads in a workbook: a list of sheets. */
export function workbook(file) {
  return JSON.parse(execFileSync(python(), [beside("workbook.py"), file], { encoding: "utf8" }));
}

/** The words of each sheet of a PDF, as pypdf reads them. */
export function sheetsOf(file) {
  return JSON.parse(execFileSync(python(), [beside("sheets.py"), file], { encoding: "utf8", maxBuffer: 1 << 26 }));
}

/** A mail server on 127.0.0.1 that takes everything. */
export class Mailbox {
  static async open() {
    const process = spawn(python(), ["-u", beside("mailbox.py")], { stdio: ["pipe", "pipe", "inherit"] });
    const mailbox = new Mailbox();
    mailbox.process = process;
    mailbox.taken = [];
    mailbox.port = await new Promise((found, failed) => {
      process.once("exit", (status) => failed(new Error(`the mail server ended with ${status}; are tests/requirements.txt installed?`)));
      createInterface(process.stdout).on("line", (line) => {
        const told = JSON.parse(line);
        if (told.port) found(told.port);
        else mailbox.taken.push(told);
      });
    });
    return mailbox;
  }

  /** The message that fits, waited for. */
  message(what, fits, seconds = 20) {
    return eventually(`the mail server takes ${what}`, seconds, () => this.taken.find(fits));
  }

  close() {
    return new Promise((closed) => {
      this.process.once("exit", closed);
      this.process.stdin.end();
    });
  }
}
