"""Takes the bytes of all files out of a database that is open elsewhere, as a damaged disk might.

Usage: lose_pieces.py FILE
"""

import sqlite3
import sys

with sqlite3.connect(sys.argv[1]) as records:
    records.execute("DELETE FROM piece")
