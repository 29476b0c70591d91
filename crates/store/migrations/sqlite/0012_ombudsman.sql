-- What an Ombudsman looks at.
--
-- cases.ombudsman: the day an Ombudsman last told us that they look at the case; NULL where none did.
-- service.subject: the council's word for what a service is about, where a procedure tells matters
-- apart by it ("landlord" goes to the Housing Ombudsman); empty elsewhere.

ALTER TABLE cases ADD COLUMN ombudsman TEXT;
CREATE INDEX cases_ombudsman ON cases (ombudsman, id) WHERE ombudsman IS NOT NULL;

ALTER TABLE service ADD COLUMN subject TEXT NOT NULL DEFAULT '';
