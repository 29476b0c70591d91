-- Procedures that the council writes and has not adopted yet: they may change, and nobody follows them.
CREATE TABLE procedure_draft (
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL,
    body    TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
