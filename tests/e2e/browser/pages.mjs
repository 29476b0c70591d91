// The pages that need no case, and who looks at each, and the states of those that do; for every test that goes through
// all of them.
import { PEOPLE } from "./office.mjs";

const { desk, champion, investigator, head, customerServices, administrator, reader } = PEOPLE;
const EVERYBODY = Object.values(PEOPLE);
const DAY = 86_400_000;
/** A day that counts: tomorrow, or Monday. */
const TOMORROW = [1, 2, 3].map((days) => new Date(Date.now() + days * DAY)).find((date) => date.getUTCDay() % 6).toISOString().slice(0, 10);
const MONTH = new Date().toISOString().slice(0, 7);

/** Who looks, and where. */
export const PAGES = [
  ...EVERYBODY.map((who) => [who, "/today"]),
  [investigator, "/today?scope=mine"],
  [desk, "/log"],
  [champion, "/cases"],
  [champion, "/cases?q=bin&kind=complaint&deadline=late&sort=newest"],
  [champion, "/cases?to_acknowledge=yes"],
  [desk, "/cases?only=logged-today"],
  [customerServices, "/cases?only=on-hold"],
  [desk, "/cases?only=watched"],
  [champion, "/cases?q=nobody+ever+wrote+this"],
  [champion, "/cases?from=yesterday"],
  [investigator, "/cases"],
  [desk, "/customers"],
  [desk, "/customers?phone=01632+960+417"],
  [desk, "/customers?postcode=TB4+7QX"],
  [desk, "/customers/1"],
  [champion, "/customers/1"],
  [desk, "/customers/1/correct"],
  [champion, `/figures/${MONTH}`],
  [champion, "/figures/2019-01"],
  [head, `/figures/${MONTH}`],
  [champion, `/figures/${MONTH}/cases?figure=received`],
  [champion, "/figures/what-if"],
  [champion, "/figures/what-if?procedure=lgsco-code-2024&period=year"],
  [champion, "/figures/what-if?procedure=lgsco-code-2024&from=1/10/2026&to=tomorrow"],
  [champion, "/lessons"],
  [champion, "/lessons?show=to-do"],
  [champion, "/lessons/new"],
  [champion, "/lessons/1"],
  [reader, "/lessons"],
  [champion, "/lessons/poster"],
  [customerServices, "/lessons/reviews"],
  [reader, "/lessons/reviews"],
  [champion, "/lessons?period=year"],
  [champion, "/ombudsman"],
  [champion, "/refusals"],
  [champion, "/notices"],
  [champion, "/layouts"],
  [customerServices, "/layouts/new"],
  [champion, "/cases/give"],
  [champion, "/views/new?kind=complaint"],
  ...["acknowledgement", "response", "reminder"].map((purpose) => [administrator, `/letters/${purpose}`]),
  [administrator, "/letters/acknowledgement/print"],
  [administrator, "/letters/acknowledgement/versions"],
  [administrator, "/letters/acknowledgement/print?look=large"],
  [champion, "/letters/acknowledgement"],
  ...["council", "people", "people/new", "people/1", "people/3/leave", "services", "services/new", "services/1", "deadlines", "calendar", "reminders", "mail", "backups", "audit", "about"].map((page) => [administrator, `/settings/${page}`]),
  [administrator, `/settings/calendar/change?do=add&date=${TOMORROW}&name=Flood&kind=closure`],
  [administrator, "/settings/calendar/change?do=nation&nation=scotland"],
  [administrator, "/settings/deadlines?received=24/12/2026"],
  [administrator, "/settings/deadlines/adopt?procedure=lgsco-code-2024"],
  [administrator, "/settings/deadlines/adopt?procedure=customer-care-policy"],
  [customerServices, "/settings/deadlines/adopt?procedure=scotland-model"],
  [administrator, "/settings/deadlines?received=never"],
  [administrator, "/settings/deadlines/write"],
  [administrator, "/settings/deadlines/form/lgsco-code-2024"],
  [administrator, "/settings/deadlines/form"],
  [administrator, "/settings/deadlines/form/copy/lgsco-code-2024"],
  [administrator, "/settings/deadlines/write/lgsco-code-2024"],
  [customerServices, "/settings/deadlines/write/lgsco-code-2024"],
  [desk, "/procedures/lgsco-code-2024"],
  [desk, "/procedures/estates-customer-services"],
  [desk, "/procedures/lgsco-code-2024/try?received=2/11/2026&met-stage-1-acknowledge=4/11/2026&asked-stage-2=4/1/2027&until-stage-2-respond=8/3/2027"],
  [desk, "/procedures/lgsco-code-2024/try?received=never"],
  [customerServices, "/settings/council"],
  [customerServices, "/settings/mail"],
  [desk, "/help"],
  [desk, "/help/keys"],
  [desk, "/help/all"],
  [desk, "/help/log"],
  [reader, "/account"],
  [desk, "/no-such-page"],
  [desk, "/settings/people"],
];

/** The states of a case, and what is looked at in each. */
export const STATES = ["logged", "passed", "investigating", "drafting", "awaiting-sign-off", "answered", "closed"];
export const TABS = {
  logged: ["", "/response", "/letters", "/documents"],
  "awaiting-sign-off": ["", "/response"],
  closed: ["", "/response", "/letters", "/documents", "/history"],
};

/** Pages that stand for the others where every look at every page would take too long: one of each make. */
export const EVERY_LOOK = ["/today", "/log", "/cases", "/customers/1", `/figures/${MONTH}`, "/lessons", "/settings/council", "/settings/deadlines", "/settings/people", "/help/log"];
