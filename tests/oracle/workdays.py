"""A second opinion on due dates, from the PyPI packages `holidays` and `numpy`.

Nothing here knows the program's own calendars, so an error would have to be made twice to go unseen.

    python3 -m pip install -r tests/requirements.txt
    python3 tests/oracle/workdays.py generate 20000 > asked.csv
    heardctl workdays < asked.csv > answered.csv
    python3 tests/oracle/workdays.py check asked.csv answered.csv

Asked: lines `nation,from,days`, without a heading. Answered: the same lines in the same order with `,due`.
A receipt on a day off is day 0 all the same; the next working day is day 1. Receipts lie in 2012 to 2030,
so the last years are computed by rule on both sides. Exits with 1 when an answer differs.
"""

import argparse
import datetime
import itertools
import random
import sys

import holidays
import numpy

SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
FIRST = datetime.date(2012, 1, 1)
LAST = datetime.date(2030, 12, 31)
MOST_DAYS = 65  # the longest time limit a procedure has
SCOTLAND_WORLD_CUP = datetime.date(2026, 6, 15)  # older releases of `holidays` lack it
SHOWN = 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    generate = commands.add_parser("generate", help="write questions to standard output")
    generate.add_argument("lines", type=int)
    generate.add_argument("--seed", type=int, default=2026)
    generate.set_defaults(run=lambda given: write_questions(given.lines, given.seed))
    check = commands.add_parser("check", help="compare the answers")
    check.add_argument("asked", type=argparse.FileType(encoding="utf-8"))
    check.add_argument("answered", type=argparse.FileType(encoding="utf-8"))
    check.set_defaults(run=lambda given: compare(given.asked, given.answered))
    given = parser.parse_args()
    sys.exit(given.run(given))


def write_questions(lines, seed):
    """Every kind of day comes up; the days around Christmas, Easter and the one-offs by sheer number."""
    chance = random.Random(seed)
    span = (LAST - FIRST).days
    for _ in range(lines):
        nation = chance.choice(list(SUBDIVISIONS))
        received = FIRST + datetime.timedelta(days=chance.randint(0, span))
        print(f"{nation},{received},{chance.randint(0, MOST_DAYS)}")
    return 0


def compare(asked, answered):
    calendars = {nation: calendar(nation) for nation in SUBDIVISIONS}
    compared = wrong = 0
    for number, (question, answer) in enumerate(itertools.zip_longest(asked, answered), start=1):
        compared += 1
        expected = expected_answer(calendars, question)
        if answer is None or answer.strip() != expected:
            wrong += 1
            if wrong <= SHOWN:
                told = "nothing" if answer is None else answer.strip()
                print(f"line {number}: expected {expected or 'nothing'}, answered {told}", file=sys.stderr)
    print(f"{compared} due dates compared, {wrong} differ")
    if compared == 0:
        print("there was nothing to compare", file=sys.stderr)
    return 1 if wrong or compared == 0 else 0


def expected_answer(calendars, question):
    if question is None:
        return None
    nation, received, days = question.strip().split(",")
    return f"{nation},{received},{days},{due(calendars[nation], received, int(days))}"


def due(calendar_of_nation, received, days):
    if days == 0:
        return received
    # Rolling back to the last working day makes the next one day 1.
    return numpy.busday_offset(received, days, roll="backward", busdaycal=calendar_of_nation)


def calendar(nation):
    years = range(FIRST.year - 1, LAST.year + 2)
    off = set(holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=years))
    if nation == "scotland":
        off.add(SCOTLAND_WORLD_CUP)
    return numpy.busdaycalendar(holidays=sorted(off))


if __name__ == "__main__":
    main()
