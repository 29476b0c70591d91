"""Opens a ZIP with zipfile and each PDF in it with pypdf, and prints what it finds as JSON, for a test to compare.

Usage: read_bundle.py FILE
"""

import io
import json
import sys
import zipfile

import pypdf


def text(data):
    file = pypdf.PdfReader(io.BytesIO(data))
    accessible = "<pdfuaid:part>1</pdfuaid:part>" in file.trailer["/Root"]["/Metadata"].get_data().decode()
    assert accessible, "it can be read aloud"
    return " ".join("\n".join(page.extract_text() for page in file.pages).split())


archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(
    json.dumps(
        [
            {
                "name": entry.filename,
                "bytes": entry.file_size,
                "text": text(archive.read(entry)) if entry.filename.endswith(".pdf") and " File " not in entry.filename else "",
            }
            for entry in archive.infolist()
        ]
    )
)
