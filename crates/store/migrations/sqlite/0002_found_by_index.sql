-- A file that goes, or gets its fingerprint, is looked for among the documents that name it.
CREATE INDEX document_print ON document (print);

-- Every page says when mail is held.
CREATE INDEX mail_held ON mail (id) WHERE state = 'held';
