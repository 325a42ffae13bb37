-- An end that was announced leaves the table of those that wait, and is on record here for ever: whoever gets to write the row
-- announces it, and nobody does so twice. A row that stayed where it was would be written to as many indexes again as it is in;
-- here there is one, and because ends come in its order it grows at its edge. It finds what is old enough to be deleted, too.
CREATE TABLE announced (
    grant_id     text        NOT NULL,
    until        timestamptz NOT NULL,
    announced_at timestamptz NOT NULL,
    PRIMARY KEY (until, grant_id),
    CHECK (announced_at >= until)
);
INSERT INTO announced SELECT grant_id, until, announced_at FROM deadline WHERE state = 'announced';
DELETE FROM deadline WHERE state = 'announced';
-- With the column go the rules about it.
ALTER TABLE deadline DROP COLUMN announced_at;
ALTER TABLE deadline DROP CONSTRAINT deadline_state_check;
ALTER TABLE deadline ADD CONSTRAINT deadline_state_check CHECK (state IN ('armed', 'ended', 'superseded'));
