"""Counts the complaints of each month in comcast_telecom_complaints.csv, by its own reasoning.

Says nothing of day-first or month-first. A date with a part above 12 has one meaning. Each other date has at
most two, and takes the one nearest in time to the neighbouring ticket that is already dated, walking outwards
along the ticket numbers from the dates that are certain. Ends with an error unless the dates then never fall
as the ticket numbers rise.

Usage: comcast_months.py FILE    Prints JSON: {"rows": {line: "YYYY-MM-DD"}, "months": {"YYYY-MM": count}}
"""

import collections
import csv
import datetime
import json
import sys


def meanings(text):
    one, two, year = (int(part) for part in text.split("-"))
    found = set()
    for day, month in ((one, two), (two, one)):
        try:
            found.add(datetime.date(year, month, day))
        except ValueError:
            pass
    return found


def tickets(path):
    with open(path, encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            if row["Ticket #"].isdigit():
                yield int(row["Ticket #"]), line, meanings(row["Date"])


def dated(line_of_tickets):
    days = [min(found) if len(found) == 1 else None for _, _, found in line_of_tickets]
    first = next(place for place, day in enumerate(days) if day)
    walk = list(range(first - 1, -1, -1)) + list(range(first + 1, len(days)))
    for place in walk:
        neighbour = days[place + 1] if place < first else days[place - 1]
        if days[place] is None:
            days[place] = min(line_of_tickets[place][2], key=lambda day: abs(day - neighbour))
    return days


def main():
    line_of_tickets = sorted(tickets(sys.argv[1]))
    days = dated(line_of_tickets)
    if any(later < earlier for earlier, later in zip(days, days[1:])):
        sys.exit("the dates fall while the ticket numbers rise")
    rows = {line: day.isoformat() for (_, line, _), day in zip(line_of_tickets, days)}
    months = collections.Counter(day.strftime("%Y-%m") for day in days)
    json.dump({"rows": rows, "months": months}, sys.stdout, sort_keys=True)


main()
