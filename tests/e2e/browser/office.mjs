// A made-up council with cases in every state, served, and its people at their browsers.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch, serve, visit } from "./heard.mjs";

/** Everybody's in a made-up council. */
export const PASSWORD = "three made-up words";

/** One of each role, by the first part of their address. */
export const PEOPLE = {
  desk: "priya",
  champion: "joanne",
  investigator: "dan",
  head: "marian",
  customerServices: "helen",
  administrator: "ada",
  reader: "rhys",
};

export class Office {
  /** `seed`: another number makes other cases. Which of them wait for whom differs from day to day. */
  static async open(cases = 250, seed = 5) {
    const office = new Office();
    office.folder = mkdtempSync(path.join(tmpdir(), "heard-demo-"));
    execFileSync(process.env.HEARDCTL, ["--data", office.folder, "demo", "--cases", String(cases), "--seed", String(seed)], { stdio: "ignore" });
    office.heard = await serve(office.folder);
    office.browser = await launch();
    office.visits = new Map();
    return office;
  }

  /** The browser of a person, signed in once; nobody signed in under "". */
  async page(who, options) {
    const key = `${who} ${JSON.stringify(options ?? {})}`;
    if (!this.visits.has(key)) this.visits.set(key, await this.signedIn(who, options));
    return this.visits.get(key);
  }

  async signedIn(who, options) {
    const visited = await visit(this.browser, this.heard.address, options);
    if (!who) return visited;
    await visited.page.goto("/sign-in");
    await visited.page.fill("#email", `${who}@thornbeck.example`);
    await visited.page.fill("#password", PASSWORD);
    await visited.page.click("main button[type=submit] >> nth=0");
    await visited.page.waitForSelector(".hd-rail");
    return visited;
  }

  /** The cases a person finds with these filters, as references. */
  async cases(who, filters) {
    const { page } = await this.page(who);
    const html = await (await page.request.get(`${this.heard.address}/cases?${filters}`)).text();
    return [...new Set(html.match(/\d{4}-\d{4}(?=")/g) ?? [])];
  }

  /** The first of these addresses that this person may see. */
  async firstSeen(who, addresses) {
    const { page } = await this.page(who);
    for (const address of addresses) {
      const answer = await page.request.get(this.heard.address + address, { maxRedirects: 0 });
      if (answer.status() === 200) return address;
    }
    return null;
  }

  async close() {
    await this.browser?.close();
    await this.heard?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
