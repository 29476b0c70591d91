"""Reads a workbook with openpyxl and prints what stands in it: sheets, rows, charts, frozen rows."""

import datetime
import json
import sys

from openpyxl import load_workbook


def plain(value):
    if isinstance(value, (datetime.datetime, datetime.date)):
        return {"date": value.isoformat()[:10]}
    return value


book = load_workbook(sys.argv[1])
sheets = [
    {
        "title": sheet.title,
        "frozen": sheet.freeze_panes,
        "charts": len(sheet._charts),
        "rows": [[plain(cell.value) for cell in row] for row in sheet.iter_rows()],
    }
    for sheet in book.worksheets
]
json.dump(sheets, sys.stdout)
