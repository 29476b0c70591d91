"""Reads a PDF file with pypdf, or a DOCX file with python-docx, and prints what it finds as JSON, for a test to compare.

Usage: read_paper.py FILE
"""

import json
import sys

import docx
import pypdf


def pdf(path):
    file = pypdf.PdfReader(path)
    root = file.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    pages = []
    for page in file.pages:
        places = []
        page.extract_text(visitor_text=lambda text, space, at, *_: places.append([text.strip(), *place(space, at)]))
        box = page.mediabox
        pages.append(
            {
                "text": page.extract_text(),
                "size": [float(box.width), float(box.height)],
                "places": [each for each in places if each[0]],
            }
        )
    return {
        "title": file.metadata.title,
        "author": file.metadata.author,
        "language": root.get("/Lang"),
        "tagged": bool(root.get("/MarkInfo", {}).get("/Marked")),
        "accessible": "<pdfuaid:part>1</pdfuaid:part>" in metadata,
        "pages": pages,
        "fonts": sorted({font["/BaseFont"].split("+")[-1] for page in file.pages for font in fonts(page)}),
    }


def place(space, at):
    """Where a text begins on the page: its own place, moved by the space it lies in."""
    return [
        at[4] * space[0] + at[5] * space[2] + space[4],
        at[4] * space[1] + at[5] * space[3] + space[5],
    ]


def fonts(page):
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def heading(table):
    properties = table.rows[0]._tr.trPr
    return properties is not None and bool(properties.xpath("w:tblHeader"))


def word(path):
    file = docx.Document(path)
    return {
        "title": file.core_properties.title,
        "author": file.core_properties.author,
        "language": file.styles.element.xpath("string(//w:docDefaults//w:lang/@w:val)"),
        "size": file.styles.element.xpath("number(//w:docDefaults//w:sz/@w:val)") / 2,
        "paragraphs": [[each.style.name, each.text] for each in file.paragraphs],
        "tables": [
            {"heading": heading(table), "rows": [[cell.text for cell in row.cells] for row in table.rows]}
            for table in file.tables
        ],
    }


print(json.dumps(word(sys.argv[1]) if sys.argv[1].endswith(".docx") else pdf(sys.argv[1])))
