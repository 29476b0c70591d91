-- Wrong passwords by the address that was typed, whether or not anybody has it: nobody at the
-- door can tell from the answer who is known here. The address itself is not kept.
CREATE TABLE sign_in_try (
    address BLOB    NOT NULL PRIMARY KEY CHECK (length(address) = 32),
    wrong   INTEGER NOT NULL,
    until   INTEGER,
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_try_at ON sign_in_try (at);
ALTER TABLE person DROP COLUMN failures;
ALTER TABLE person DROP COLUMN locked_until;
