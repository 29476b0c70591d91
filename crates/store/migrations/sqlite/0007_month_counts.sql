-- The figures of whole months as sums, so that a month costs the same however many cases there are.
-- Filled from the facts of all cases when a file is opened that has none.
CREATE TABLE month_count (
    -- 'in': it happened in the month; 'at-end': it was so at its end; 'since': it is so at its end and
    -- at that of every later month.
    months  TEXT    NOT NULL CHECK (months IN ('in', 'at-end', 'since')),
    month   TEXT    NOT NULL,
    -- What is counted, as JSON.
    entry   TEXT    NOT NULL,
    -- 0 where the cases are about no service.
    service INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (months, month, entry, service)
) STRICT, WITHOUT ROWID;
