-- What was learned from feedback, and what is done about it: what customers said, and what we did. A lesson is in the
-- council's own words and names no customer.
CREATE TABLE lesson (
    id        INTEGER PRIMARY KEY,
    said      TEXT    NOT NULL,
    did       TEXT    NOT NULL,
    service   INTEGER REFERENCES service (id),
    -- A ground of complaint, by its id in the procedure.
    ground    TEXT,
    -- The case that taught it. It may go, where the import that it came with is undone.
    case_id   INTEGER,
    owner     INTEGER REFERENCES person (id),
    due       TEXT,
    done      TEXT,
    check_on  TEXT,
    worked    INTEGER CHECK (worked IN (0, 1)),
    on_poster INTEGER NOT NULL CHECK (on_poster IN (0, 1)),
    added_at  INTEGER NOT NULL,
    -- When it was taken away; it can be put back.
    deleted   INTEGER
) STRICT;

CREATE INDEX lesson_owner ON lesson (owner) WHERE deleted IS NULL;
