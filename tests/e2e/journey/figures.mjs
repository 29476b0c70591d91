// The page's numbers against those of the workbook, as openpyxl reads it.
import assert from "node:assert/strict";
import { workbook } from "./python.mjs";
import { OTHER_SERVICE, SERVICE } from "./story.mjs";

/** Runs in the page of the figures: its numbers as they are seen, without what only a screen reader says. */
export function numbersOfPage() {
  const seen = (element) => {
    const copy = element.cloneNode(true);
    for (const hidden of copy.querySelectorAll(".govuk-visually-hidden, svg")) hidden.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const rows = (table) => [...table.querySelectorAll("tbody tr, tfoot tr")].map((row) => [...row.children].map(seen));
  return {
    services: rows(document.querySelector("[aria-labelledby=g3] table")),
    cards: [...document.querySelectorAll(".hd-cols table.hd-table--bare")].flatMap(rows),
    tiles: [...document.querySelectorAll(".hd-tile")].map((tile) => [...tile.children].map(seen)),
  };
}

/** The columns of the page's table by service, and those of the sheet: a share is two numbers there. */
const SHEET = [
  ["Complaints", 1],
  ["Compliments", 2],
  ["Comments", 3],
  ["Requests", 4],
  ["Acknowledged in time", 5, "part"],
  ["Acknowledged", 5, "whole"],
  ["By the first date", 6, "part"],
  ["Answered", 6, "whole"],
  ["By the agreed later date", 7],
  ["Late", 8],
  ["Average working days", 9],
  ["Upheld or partly upheld", 10],
  ["Open at the end", 11],
];

/** Compares what the page showed with the file it gave. */
export function checkFigures(shown, file) {
  assert.match(file, /\.xlsx$/);
  const sheets = new Map(workbook(file).map((sheet) => [sheet.title, sheet]));
  assert.deepEqual([...sheets.keys()], ["About", "Figures", "Received by month", "Answered by month", "By service", "Definitions"]);
  for (const { title, frozen } of sheets.values()) assert.equal(frozen, "A2", `the header of ${title} stays`);
  for (const title of ["Received by month", "Answered by month"]) assert.equal(sheets.get(title).charts, 1, `${title} has its chart`);
  assert.ok("date" in sheets.get("Figures").rows[1][0], "dates are dates");
  services(shown.services, sheets.get("By service").rows);
  cards(shown.cards, sheets.get("Figures").rows);
  const received = shown.tiles.find(([title]) => title === "Received");
  assert.equal(received?.[1], "1", "the month has the one complaint");
  assert.equal(cell(sheets.get("By service").rows, "All", "Complaints"), 1, "and the workbook says so too");
}

function services(rows, sheet) {
  assert.ok(rows.some(([name]) => name === SERVICE) && !rows.some(([name]) => name === OTHER_SERVICE), "only services with figures are listed");
  assert.equal(rows.length, sheet.length - 1, "the sheet has the rows of the page");
  rows.forEach((row, at) => {
    const name = at === rows.length - 1 ? "All" : row[0];
    for (const [column, place, share] of SHEET) {
      const found = cell(sheet, name, column) ?? 0;
      assert.equal(found, numberOf(row[place], share), `${name}, ${column}: the page says ${row[place]}`);
    }
  });
}

/** Every line of the page's cards stands in the sheet with the same number. */
function cards(rows, sheet) {
  assert.ok(rows.length > 10, "the page has its figures one by one");
  const lines = sheet.slice(1).map((line) => ({ name: nameOnPage(line), number: line[6] ?? 0 }));
  for (const [title, value] of rows) {
    const found = lines.filter((line) => line.name === title).map((line) => line.number);
    assert.ok(found.length > 0, `the sheet has a line for ${title}`);
    assert.ok(found.includes(numberOf(value)), `${title}: the page says ${value}, the sheet ${found}`);
  }
}

/** What the page calls a line of the sheet: its part, or the whole figure. */
function nameOnPage([, , , figure, title, part]) {
  if (!part) return title;
  if (figure === "acknowledged") return `Acknowledged ${part.toLowerCase()}`;
  if (figure === "days-to-answer") return `${part} working days to answer`;
  return part;
}

const cell = (sheet, row, column) => sheet.find(([name]) => name === row)?.[sheet[0].indexOf(column)];

/** "100% 1 of 1", "4.0 days", "12", "none". */
function numberOf(words, share) {
  const [, part, whole] = words.match(/([\d,]+) of ([\d,]+)$/) ?? [];
  if (share) return Number((share === "part" ? part : whole) ?? 0);
  return Number(words.match(/[\d.]+/)?.[0] ?? 0);
}
