-- The tables of Heard as they first were.
--
-- Moments are whole microseconds since 1970 in UTC (INTEGER), dates are ISO 8601 (TEXT),
-- fingerprints are the 32 bytes of a SHA-256 (BLOB), lists of words are JSON (TEXT).
-- The id of a case is its reference: the year times 1 000 000 000, plus the number. What belongs
-- to a case may be written before the case itself, in the same transaction.

-- People, services and what the office has set. --------------------------------------------

CREATE TABLE person (
    id           INTEGER PRIMARY KEY,
    name         TEXT    NOT NULL,
    email        TEXT    NOT NULL,
    email_key    TEXT    NOT NULL,
    role         TEXT    NOT NULL,
    active       INTEGER NOT NULL CHECK (active IN (0, 1)),
    deputy       INTEGER REFERENCES person (id),
    password     TEXT,
    failures     INTEGER NOT NULL,
    locked_until INTEGER,
    last_seen    INTEGER
) STRICT;

CREATE UNIQUE INDEX person_email ON person (email_key) WHERE email_key <> '';

CREATE TABLE service (
    id     INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL,
    words  TEXT    NOT NULL,
    head   INTEGER REFERENCES person (id),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE session (
    token  BLOB    NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    person INTEGER NOT NULL REFERENCES person (id),
    csrf   TEXT    NOT NULL,
    began  INTEGER NOT NULL,
    seen   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_person ON session (person);

CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE day_off (
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (date, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE template (
    key       TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    subject   TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    by_person INTEGER REFERENCES person (id),
    at        INTEGER NOT NULL,
    PRIMARY KEY (key, version)
) STRICT;

CREATE TABLE procedure_file (
    id      TEXT    NOT NULL,
    version INTEGER NOT NULL,
    body    TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) STRICT;

-- What was changed in the office itself; like a case's history, only ever added to.
CREATE TABLE office_event (
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    by_person INTEGER REFERENCES person (id),
    kind      TEXT    NOT NULL,
    detail    TEXT    NOT NULL
) STRICT;

CREATE TABLE month_lock (
    first_day TEXT    NOT NULL PRIMARY KEY,
    as_at     INTEGER NOT NULL,
    by_person INTEGER NOT NULL REFERENCES person (id)
) STRICT, WITHOUT ROWID;

-- Customers: the personal words, apart from the history. ------------------------------------

CREATE TABLE customer (
    id           INTEGER PRIMARY KEY,
    name         TEXT    NOT NULL,
    phone        TEXT    NOT NULL,
    email        TEXT    NOT NULL,
    address      TEXT    NOT NULL,
    postcode     TEXT    NOT NULL,
    large_print  INTEGER NOT NULL CHECK (large_print IN (0, 1)),
    interpreter  INTEGER NOT NULL CHECK (interpreter IN (0, 1)),
    helper       INTEGER NOT NULL CHECK (helper IN (0, 1)),
    other_needs  TEXT    NOT NULL,
    language     TEXT    NOT NULL,
    -- The forms under which the same person is found again; '' where not given.
    phone_key    TEXT    NOT NULL,
    email_key    TEXT    NOT NULL,
    postcode_key TEXT    NOT NULL,
    surname_key  TEXT    NOT NULL
) STRICT;

CREATE INDEX customer_phone ON customer (phone_key) WHERE phone_key <> '';
CREATE INDEX customer_email ON customer (email_key) WHERE email_key <> '';
CREATE INDEX customer_home ON customer (postcode_key, surname_key) WHERE postcode_key <> '';

-- Cases. -----------------------------------------------------------------------------------

-- The last number given in each year; numbers have no gaps.
CREATE TABLE series (
    year INTEGER NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE batch (
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    by_person INTEGER REFERENCES person (id),
    file_name TEXT    NOT NULL,
    row_count INTEGER NOT NULL,
    undone    INTEGER
) STRICT;

-- Numbers whose cases went with an undone import.
CREATE TABLE undone_reference (
    case_id INTEGER NOT NULL PRIMARY KEY,
    batch   INTEGER NOT NULL REFERENCES batch (id),
    at      INTEGER NOT NULL
) STRICT;

-- Holds a batch's id only inside the transaction that undoes it; see the triggers below.
CREATE TABLE undoing (
    batch INTEGER NOT NULL PRIMARY KEY REFERENCES batch (id)
) STRICT;

-- What the history of a case adds up to, saved with it, for lists and searches.
CREATE TABLE cases (
    id                INTEGER PRIMARY KEY,
    seq               INTEGER NOT NULL,
    kind              TEXT    NOT NULL,
    channel           TEXT    NOT NULL,
    state             TEXT    NOT NULL,
    received          TEXT    NOT NULL,
    logged_at         INTEGER NOT NULL,
    customer          INTEGER REFERENCES customer (id),
    reply_by          TEXT    NOT NULL,
    title             TEXT    NOT NULL,
    service           INTEGER REFERENCES service (id),
    ward              TEXT,
    grounds           TEXT    NOT NULL,
    head              INTEGER REFERENCES person (id),
    investigator      INTEGER REFERENCES person (id),
    ack_due           TEXT,
    acknowledged      TEXT,
    first_due         TEXT,
    respond_due       TEXT,
    held_to           TEXT,
    answered          TEXT,
    next_due          TEXT,
    next_clock        TEXT,
    ending            TEXT,
    closed            TEXT,
    outcome           TEXT,
    days_to_answer    INTEGER,
    remedies          TEXT    NOT NULL,
    lesson            INTEGER CHECK (lesson IN (0, 1)),
    to_post           INTEGER NOT NULL,
    undelivered       INTEGER NOT NULL,
    submitted_at      INTEGER,
    changed_at        INTEGER NOT NULL,
    procedure         TEXT    NOT NULL,
    procedure_version INTEGER NOT NULL,
    batch             INTEGER REFERENCES batch (id),
    -- What the figures need of the case, as JSON.
    facts             TEXT    NOT NULL,
    -- next_due, or '9999-12-31' where nothing is due: the order of lists by due date.
    sort_due          TEXT    NOT NULL,
    -- Fingerprint of the words in case_words, so that unchanged words are not indexed again.
    words_print       BLOB    NOT NULL,
    -- A closed case has the day it was closed, and an open one has none.
    CHECK ((state = 'closed') = (closed IS NOT NULL))
) STRICT;

-- Open cases by due date: everybody's, a service's, a Head's, an investigator's.
CREATE INDEX cases_due              ON cases (sort_due, id)               WHERE closed IS NULL;
CREATE INDEX cases_service_due      ON cases (service, sort_due, id)      WHERE closed IS NULL;
CREATE INDEX cases_head_due         ON cases (head, sort_due, id)
    WHERE closed IS NULL AND head IS NOT NULL;
CREATE INDEX cases_investigator_due ON cases (investigator, sort_due, id)
    WHERE closed IS NULL AND investigator IS NOT NULL;
-- Newest first.
CREATE INDEX cases_open         ON cases (id)               WHERE closed IS NULL;
CREATE INDEX cases_service      ON cases (service, id);
CREATE INDEX cases_head         ON cases (head, id)         WHERE head IS NOT NULL;
CREATE INDEX cases_investigator ON cases (investigator, id) WHERE investigator IS NOT NULL;
CREATE INDEX cases_kind         ON cases (kind, id);
-- By date, for figures and for lists of a range.
CREATE INDEX cases_received     ON cases (received, id);
CREATE INDEX cases_acknowledged ON cases (acknowledged, id)     WHERE acknowledged IS NOT NULL;
CREATE INDEX cases_answered     ON cases (answered, id)         WHERE answered IS NOT NULL;
CREATE INDEX cases_closed       ON cases (closed, received, id) WHERE closed IS NOT NULL;
-- Others.
CREATE INDEX cases_customer ON cases (customer, id) WHERE customer IS NOT NULL;
CREATE INDEX cases_changed  ON cases (changed_at);
CREATE INDEX cases_batch    ON cases (batch, id)    WHERE batch IS NOT NULL;

-- The history. hash = SHA-256 of the hash before it and of this event (see chain.rs).
CREATE TABLE event (
    case_id   INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    seq       INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    by_person INTEGER REFERENCES person (id),
    kind      TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    hash      BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- The words that history knows by fingerprint. They may be erased; history stays.
CREATE TABLE text (
    case_id INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    print   BLOB    NOT NULL CHECK (length(print) = 32),
    body    TEXT    NOT NULL,
    PRIMARY KEY (case_id, print)
) STRICT, WITHOUT ROWID;

-- The words a case is found by. Only the index is kept, not the words.
CREATE VIRTUAL TABLE case_words USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '3', tokenize = 'unicode61 remove_diacritics 2'
);

-- Letters, mail, files. --------------------------------------------------------------------

CREATE TABLE letter (
    case_id    INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    number     INTEGER NOT NULL,
    purpose    TEXT    NOT NULL,
    method     TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    body       BLOB    NOT NULL CHECK (length(body) = 32),
    to_name    TEXT    NOT NULL,
    to_email   TEXT    NOT NULL,
    to_address TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    -- Whether somebody still has to print and post it.
    to_post    INTEGER NOT NULL CHECK (to_post IN (0, 1)),
    PRIMARY KEY (case_id, number)
) STRICT;

CREATE INDEX letter_to_post ON letter (at, case_id, number) WHERE to_post = 1;

CREATE TABLE mail (
    id          INTEGER PRIMARY KEY,
    case_id     INTEGER REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    letter      INTEGER,
    purpose     TEXT    NOT NULL,
    message_id  TEXT    NOT NULL UNIQUE,
    to_name     TEXT    NOT NULL,
    to_email    TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    text        TEXT    NOT NULL,
    html        TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    not_before  INTEGER NOT NULL,
    queued_at   INTEGER NOT NULL,
    attempts    INTEGER NOT NULL,
    tried_at    INTEGER,
    last_reply  TEXT    NOT NULL,
    maybe_twice INTEGER NOT NULL CHECK (maybe_twice IN (0, 1)),
    -- Handed over when the program stopped: nobody knows whether it left.
    left_behind INTEGER NOT NULL DEFAULT 0 CHECK (left_behind IN (0, 1))
) STRICT;

CREATE INDEX mail_case        ON mail (case_id, id)    WHERE case_id IS NOT NULL;
CREATE INDEX mail_due         ON mail (not_before, id) WHERE state IN ('queued', 'held');
CREATE INDEX mail_handed_over ON mail (id)             WHERE state = 'handed-over';

-- The bytes of files, in pieces; print is NULL until all have come.
CREATE TABLE file (
    id     INTEGER PRIMARY KEY,
    print  BLOB    UNIQUE CHECK (length(print) = 32),
    length INTEGER NOT NULL
) STRICT;

CREATE TABLE piece (
    file  INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    bytes BLOB    NOT NULL,
    PRIMARY KEY (file, start)
) STRICT;

CREATE TABLE upload (
    id       TEXT    NOT NULL PRIMARY KEY,
    file     INTEGER NOT NULL UNIQUE REFERENCES file (id),
    person   INTEGER NOT NULL REFERENCES person (id),
    name     TEXT    NOT NULL,
    length   INTEGER NOT NULL,
    print    BLOB    NOT NULL CHECK (length(print) = 32),
    at       INTEGER NOT NULL,
    received INTEGER NOT NULL
) STRICT;

CREATE TABLE document (
    case_id    INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    number     INTEGER NOT NULL,
    print      BLOB    NOT NULL REFERENCES file (print),
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    length     INTEGER NOT NULL,
    PRIMARY KEY (case_id, number)
) STRICT;

CREATE TABLE draft (
    person   INTEGER NOT NULL REFERENCES person (id),
    key      TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    saved_at INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    PRIMARY KEY (person, key)
) STRICT;

-- What happened stays. ---------------------------------------------------------------------

CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE (ABORT, 'the history of a case is only ever added to'); END;

-- The one exception: an import on which nobody has worked, while it is being undone.
CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
WHEN old.kind NOT IN ('logged', 'imported')
    OR NOT EXISTS (SELECT 1 FROM cases JOIN undoing ON undoing.batch = cases.batch WHERE cases.id = old.case_id)
BEGIN SELECT RAISE (ABORT, 'the history of a case is only ever added to'); END;

CREATE TRIGGER case_is_not_deleted BEFORE DELETE ON cases
WHEN NOT EXISTS (SELECT 1 FROM undoing WHERE undoing.batch = old.batch)
BEGIN SELECT RAISE (ABORT, 'a case is never deleted'); END;

CREATE TRIGGER office_event_is_not_changed BEFORE UPDATE ON office_event
BEGIN SELECT RAISE (ABORT, 'the history of the office is only ever added to'); END;

CREATE TRIGGER office_event_is_not_deleted BEFORE DELETE ON office_event
BEGIN SELECT RAISE (ABORT, 'the history of the office is only ever added to'); END;

CREATE TRIGGER template_is_not_changed BEFORE UPDATE ON template
BEGIN SELECT RAISE (ABORT, 'a version of a template is never changed'); END;

CREATE TRIGGER procedure_file_is_not_changed BEFORE UPDATE ON procedure_file
BEGIN SELECT RAISE (ABORT, 'a version of a procedure is never changed'); END;
