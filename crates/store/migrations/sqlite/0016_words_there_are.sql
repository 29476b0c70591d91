-- The words there are in the index of words. It keeps nothing of its own.
CREATE VIRTUAL TABLE case_vocabulary USING fts5vocab ('case_words', 'instance');
