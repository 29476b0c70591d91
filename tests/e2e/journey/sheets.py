"""The words of each sheet of a PDF, as JSON: read with pypdf, which had no part in making it."""
import json
import sys

from pypdf import PdfReader

print(json.dumps([page.extract_text() for page in PdfReader(sys.argv[1]).pages]))
