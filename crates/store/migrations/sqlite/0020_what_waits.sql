-- What lists say and ask of a case besides its state.
--
-- cases.logged_by, logged_on: who took it down and on which day; of older cases the day is that of UTC.
-- cases.sent_back: the response was sent back and has not been asked to be signed since.
-- cases.paused_from, paused_until: the last time in which limits of the stage it is in stood still; both days do not
-- count. NULL where there was none.

ALTER TABLE cases ADD COLUMN logged_by    INTEGER REFERENCES person (id);
ALTER TABLE cases ADD COLUMN logged_on    TEXT;
ALTER TABLE cases ADD COLUMN sent_back    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN paused_from  TEXT;
ALTER TABLE cases ADD COLUMN paused_until TEXT;

UPDATE cases SET logged_on = date(logged_at / 1000000, 'unixepoch'),
    logged_by = (SELECT by_person FROM event WHERE case_id = cases.id AND seq = 1);

-- The events that stand, of the few kinds that matter here, in the cases that have them.
CREATE TEMP TABLE stood AS SELECT case_id, seq, kind, body FROM event
    WHERE kind IN ('sent-back', 'submitted', 'signed-off', 'escalated', 'paused', 'resumed')
    AND NOT EXISTS (SELECT 1 FROM event AS undone WHERE undone.case_id = event.case_id AND undone.kind = 'undone'
        AND event.seq BETWEEN json_extract(undone.body, '$.first') AND json_extract(undone.body, '$.last'));
CREATE INDEX temp.stood_case ON stood (case_id, seq);

UPDATE cases SET sent_back = 1 WHERE state = 'drafting' AND 'sent-back' = (SELECT kind FROM stood
    WHERE case_id = cases.id AND kind IN ('sent-back', 'submitted', 'signed-off', 'escalated')
    ORDER BY seq DESC LIMIT 1);

UPDATE cases SET (paused_from, paused_until) = (
    SELECT json_extract(paused.body, '$.from'), COALESCE(
        (SELECT date(json_extract(resumed.body, '$.on'), '-1 day') FROM stood AS resumed
            WHERE resumed.case_id = cases.id AND resumed.kind = 'resumed' AND resumed.seq > paused.seq
            ORDER BY resumed.seq DESC LIMIT 1),
        json_extract(paused.body, '$.until'))
    FROM stood AS paused WHERE paused.case_id = cases.id AND paused.kind = 'paused'
    AND NOT EXISTS (SELECT 1 FROM stood AS later
        WHERE later.case_id = cases.id AND later.kind = 'escalated' AND later.seq > paused.seq)
    ORDER BY paused.seq DESC LIMIT 1)
WHERE id IN (SELECT case_id FROM stood WHERE kind = 'paused');

DROP TABLE stood;

-- Each by itself, in the order of what is due: there are few among however many cases.
CREATE INDEX cases_logged         ON cases (logged_by, logged_on, id);
CREATE INDEX cases_sent_back_due  ON cases (sort_due, id) WHERE sent_back = 1 AND closed IS NULL;
CREATE INDEX cases_paused_due     ON cases (sort_due, id) WHERE paused_until IS NOT NULL AND closed IS NULL;
CREATE INDEX cases_later_due      ON cases (sort_due, id) WHERE stage IS NOT NULL AND closed IS NULL;
CREATE INDEX cases_ombudsman_due  ON cases (sort_due, id) WHERE ombudsman IS NOT NULL AND closed IS NULL;
