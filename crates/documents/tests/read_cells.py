"""Reads an XLSX file with openpyxl and prints what it finds as JSON, for a test to compare.

Usage: read_cells.py FILE
"""

import datetime
import json
import sys

import openpyxl


def cell(one):
    value = one.value
    if isinstance(value, (datetime.datetime, datetime.date)):
        value = value.isoformat(sep=" ") if isinstance(value, datetime.datetime) else value.isoformat()
    return {"type": one.data_type, "value": value, "format": one.number_format, "quoted": bool(one.quotePrefix)}


def title(text):
    return "".join(run.t for part in text.tx.rich.p for run in part.r or []) if text else None


def chart(one):
    return {
        "kind": type(one).__name__,
        "title": title(one.title),
        "series": [series.val.numRef.f for series in one.series],
        "labels": [(series.cat.strRef or series.cat.numRef).f for series in one.series],
    }


def sheet(one):
    return {
        "name": one.title,
        "freeze": one.freeze_panes,
        "filter": one.auto_filter.ref,
        "widths": [one.column_dimensions[letter].width for letter in sorted(one.column_dimensions)],
        "charts": [chart(drawn) for drawn in one._charts],
        "rows": [[cell(c) for c in row] for row in one.iter_rows()],
    }


book = openpyxl.load_workbook(sys.argv[1])
json.dump(
    {
        "title": book.properties.title,
        "author": book.properties.creator,
        "created": book.properties.created.isoformat(sep=" "),
        "sheets": [sheet(one) for one in book.worksheets],
    },
    sys.stdout,
)
