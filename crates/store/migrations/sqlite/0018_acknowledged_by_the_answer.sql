-- What was answered without an acknowledgement counts by the day of the answer, also under a procedure whose
-- limit only an acknowledgement meets. The sums of the months are filled again when the file is opened.
DELETE FROM month_count;
