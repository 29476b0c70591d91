-- Open cases of a kind by due date: the list of complaints, and how many there are of each kind.
CREATE INDEX cases_kind_due ON cases (kind, sort_due, id) WHERE closed IS NULL;
