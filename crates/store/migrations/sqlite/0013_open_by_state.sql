-- Open cases in a state by due date: those that wait for somebody, among however many that do not.
CREATE INDEX cases_state_due ON cases (state, sort_due, id) WHERE closed IS NULL;
