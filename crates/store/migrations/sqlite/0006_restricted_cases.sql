-- Cases that are hidden from most staff.
--
-- readers: who may see the case besides those it was given to, as ids between commas (",3,17,");
-- NULL where it is hidden from nobody. It is part of the row, as the rest of what the history adds
-- up to, and is looked at only in the few rows that have it.
-- named_staff: the member of staff the case complains of.

ALTER TABLE cases ADD COLUMN readers TEXT;
ALTER TABLE cases ADD COLUMN named_staff INTEGER REFERENCES person (id);
