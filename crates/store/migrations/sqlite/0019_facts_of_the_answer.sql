-- What was answered without an acknowledgement is acknowledged by its answer in the facts of a case themselves, not where
-- they are counted, so that a month that was locked keeps its figures. The sums of the months are filled again when the
-- file is opened.
UPDATE cases SET facts = json_set(facts, '$.acknowledged', json_extract(facts, '$.answered'))
WHERE json_extract(facts, '$.acknowledged') IS NULL
  AND json_extract(facts, '$.acknowledge_due') IS NOT NULL
  AND json_extract(facts, '$.answered') IS NOT NULL;

UPDATE cases SET facts = json_set(facts, '$.later', json((
    SELECT json_group_array(CASE
        WHEN json_extract(stage.value, '$.acknowledged') IS NULL AND json_extract(stage.value, '$.acknowledge_due') IS NOT NULL
        THEN json_set(stage.value, '$.acknowledged', json_extract(stage.value, '$.answered'))
        ELSE json(stage.value)
    END)
    FROM json_each(cases.facts, '$.later') AS stage)))
WHERE json_type(facts, '$.later') = 'array';

DELETE FROM month_count;
