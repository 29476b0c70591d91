-- Lists of cases that people ask for again and again, under a name of their own.
CREATE TABLE saved_view (
    id      INTEGER PRIMARY KEY,
    person  INTEGER NOT NULL REFERENCES person (id),
    name    TEXT    NOT NULL,
    -- What the list is asked for, as its address says it.
    query   TEXT    NOT NULL,
    shared  INTEGER NOT NULL CHECK (shared IN (0, 1)),
    -- When it was deleted; for a day it can be put back.
    deleted INTEGER
) STRICT;

CREATE INDEX saved_view_person ON saved_view (person, name) WHERE deleted IS NULL;
CREATE INDEX saved_view_shared ON saved_view (name)         WHERE deleted IS NULL AND shared = 1;
