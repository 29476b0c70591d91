-- What lists say and ask of a case besides its state.
--
-- cases.logged_by, logged_on: who took it down and on which day; of older cases the day is that of UTC.
-- cases.sent_back: the response was sent back and has not been asked to be signed since.
-- cases.paused_from, paused_until: the last time in which limits of the stage it is in stood still; both days do not
-- count. NULL where there was none, or the case is answered.
-- cases.with_ombudsman: an Ombudsman looks at it and has not decided yet, open or closed.

ALTER TABLE cases ADD COLUMN logged_by    INTEGER REFERENCES person (id);
ALTER TABLE cases ADD COLUMN logged_on    TEXT;
ALTER TABLE cases ADD COLUMN sent_back    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN paused_from  TEXT;
ALTER TABLE cases ADD COLUMN paused_until TEXT;
ALTER TABLE cases ADD COLUMN with_ombudsman INTEGER NOT NULL DEFAULT 0;

UPDATE cases SET logged_on = date(logged_at / 1000000, 'unixepoch'),
    logged_by = (SELECT by_person FROM event WHERE case_id = cases.id AND seq = 1);

-- The events that stand, of the few kinds that matter here, in the cases that have them.
CREATE TEMP TABLE stood AS SELECT case_id, seq, kind, body FROM event
    WHERE kind IN ('sent-back', 'submitted', 'signed-off', 'escalated', 'passed', 'reopened', 'paused', 'resumed', 'ombudsman')
    AND NOT EXISTS (SELECT 1 FROM event AS undone WHERE undone.case_id = event.case_id AND undone.kind = 'undone'
        AND event.seq BETWEEN json_extract(undone.body, '$.first') AND json_extract(undone.body, '$.last'));
CREATE INDEX temp.stood_case ON stood (case_id, seq);

UPDATE cases SET sent_back = 1 WHERE state = 'drafting' AND 'sent-back' = (SELECT kind FROM stood
    WHERE case_id = cases.id AND kind IN ('sent-back', 'submitted', 'signed-off', 'escalated', 'passed', 'reopened')
    ORDER BY seq DESC LIMIT 1);

-- Whoever goes on cuts the time that the day lies in; of several the one that ends last may still run.
CREATE TEMP TABLE pause AS SELECT case_id, json_extract(body, '$.from') AS begins, COALESCE(
        (SELECT date(json_extract(resumed.body, '$.on'), '-1 day') FROM stood AS resumed
            WHERE resumed.case_id = paused.case_id AND resumed.kind = 'resumed' AND resumed.seq > paused.seq
            AND json_extract(resumed.body, '$.on')
                BETWEEN json_extract(paused.body, '$.from') AND json_extract(paused.body, '$.until')
            ORDER BY resumed.seq DESC LIMIT 1),
        json_extract(body, '$.until')) AS ends
    FROM stood AS paused WHERE kind = 'paused'
    AND NOT EXISTS (SELECT 1 FROM stood AS later
        WHERE later.case_id = paused.case_id AND later.kind = 'escalated' AND later.seq > paused.seq);

UPDATE cases SET (paused_from, paused_until) =
    (SELECT begins, ends FROM pause WHERE pause.case_id = cases.id AND begins <= ends ORDER BY ends DESC LIMIT 1)
WHERE state <> 'answered' AND id IN (SELECT case_id FROM pause);

UPDATE cases SET with_ombudsman = 1 WHERE ombudsman IS NOT NULL AND 1 = (
    SELECT json_type(body, '$.began') IS NOT NULL FROM stood WHERE stood.case_id = cases.id AND kind = 'ombudsman'
    AND (json_type(body, '$.began') IS NOT NULL OR json_type(body, '$.decided') IS NOT NULL)
    ORDER BY seq DESC LIMIT 1);

DROP TABLE pause;
DROP TABLE stood;

-- Each by itself, in the order of what is due: there are few among however many cases.
CREATE INDEX cases_logged         ON cases (logged_by, logged_on, id);
CREATE INDEX cases_sent_back_due  ON cases (sort_due, id) WHERE sent_back = 1 AND closed IS NULL;
CREATE INDEX cases_paused_due     ON cases (sort_due, id) WHERE paused_until IS NOT NULL AND closed IS NULL;
CREATE INDEX cases_later_due      ON cases (sort_due, id) WHERE stage IS NOT NULL AND closed IS NULL;
CREATE INDEX cases_with_ombudsman ON cases (id)           WHERE with_ombudsman = 1;
