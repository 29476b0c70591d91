-- Customers whose details were taken down more than once. Every history keeps the customer it was
-- begun with; kept_as says whose details count now, and is worked out from the mergers that stand.
ALTER TABLE customer ADD COLUMN kept_as INTEGER REFERENCES customer (id) ON DELETE SET NULL;
CREATE INDEX customer_kept_as ON customer (kept_as) WHERE kept_as IS NOT NULL;

-- What was put together by whom, and taken apart again.
CREATE TABLE customer_merger (
    id        INTEGER PRIMARY KEY,
    kept      INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    other     INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    at        INTEGER NOT NULL,
    by_person INTEGER NOT NULL REFERENCES person (id),
    undone_at INTEGER,
    undone_by INTEGER REFERENCES person (id)
) STRICT;
CREATE INDEX customer_merger_kept ON customer_merger (kept, id);
CREATE INDEX customer_merger_other ON customer_merger (other);

-- What a customer's details were before they were put right: personal words, beside no history.
CREATE TABLE customer_change (
    customer  INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    by_person INTEGER NOT NULL REFERENCES person (id),
    reason    TEXT    NOT NULL,
    before    TEXT    NOT NULL,
    PRIMARY KEY (customer, number)
) STRICT, WITHOUT ROWID;
