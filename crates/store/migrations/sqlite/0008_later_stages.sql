-- Cases in a later stage than the one they began in.
--
-- stage: the title of the latest stage that was opened, with the day it was asked for, acknowledged
-- and answered, the day its answer is held to, and what was found. NULL where there is none. All
-- other dates and the outcome of a row stay those of the stage the case began in.
-- appointed: who was named to sign the answer of a later stage; they see the case as well.

ALTER TABLE cases ADD COLUMN stage TEXT;
ALTER TABLE cases ADD COLUMN stage_asked TEXT;
ALTER TABLE cases ADD COLUMN stage_acknowledged TEXT;
ALTER TABLE cases ADD COLUMN stage_held_to TEXT;
ALTER TABLE cases ADD COLUMN stage_answered TEXT;
ALTER TABLE cases ADD COLUMN stage_outcome TEXT;
ALTER TABLE cases ADD COLUMN appointed INTEGER REFERENCES person (id);

CREATE INDEX cases_appointed_due ON cases (appointed, sort_due, id)
    WHERE closed IS NULL AND appointed IS NOT NULL;
CREATE INDEX cases_appointed     ON cases (appointed, id) WHERE appointed IS NOT NULL;
