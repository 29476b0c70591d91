-- Who watches which case: told of it as whoever investigates is. Nothing of the history.
CREATE TABLE watching (
    person  INTEGER NOT NULL REFERENCES person (id),
    case_id INTEGER NOT NULL REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (person, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX watching_case ON watching (case_id, person);
