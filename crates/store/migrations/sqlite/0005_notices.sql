-- What the bell lists: one row for each thing a person should know of a case, new until they read it.
CREATE TABLE notice (
    person    INTEGER NOT NULL REFERENCES person (id),
    case_id   INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    kind      TEXT    NOT NULL,
    seq       INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    by_person INTEGER REFERENCES person (id),
    read_at   INTEGER,
    PRIMARY KEY (person, case_id, kind)
) STRICT;
CREATE INDEX notice_latest ON notice (person, at);
CREATE INDEX notice_new ON notice (person) WHERE read_at IS NULL;
CREATE INDEX notice_of_case ON notice (case_id, seq);
