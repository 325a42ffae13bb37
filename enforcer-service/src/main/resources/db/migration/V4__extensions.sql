-- A request is approved once, and so is each extension of it. Rows of an earlier version do not say whose request it was.
ALTER TABLE used_approval
    ADD COLUMN extension   integer NOT NULL DEFAULT 0 CHECK (extension >= 0),
    ADD COLUMN requester   text,
    ADD COLUMN break_glass boolean NOT NULL DEFAULT false;
ALTER TABLE used_approval DROP CONSTRAINT used_approval_request_id_key;
CREATE UNIQUE INDEX used_approval_once ON used_approval (request_id, extension);

-- The first grant of the line that a grant extends.
ALTER TABLE access_grant ADD COLUMN extends_grant text REFERENCES access_grant (id);
CREATE INDEX access_grant_line ON access_grant (extends_grant) WHERE extends_grant IS NOT NULL;
