-- Hidden cases by themselves: whoever is listed as a reader finds them although they are neither
-- of their service nor theirs to investigate. There are few.
CREATE INDEX cases_hidden     ON cases (id)           WHERE readers IS NOT NULL;
CREATE INDEX cases_hidden_due ON cases (sort_due, id) WHERE readers IS NOT NULL AND closed IS NULL;
