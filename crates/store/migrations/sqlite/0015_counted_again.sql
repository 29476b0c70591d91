-- What is open is late, or not answered, in the stage it is in, not only in the first one. The sums of
-- the months are filled again when the file is opened.
DELETE FROM month_count;
