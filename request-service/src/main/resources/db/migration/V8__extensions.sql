-- What was approved, beside what was asked for; the extensions asked for, in their order, with what became of each. They
-- are read and written with their request alone, so they live in its row, and no page of requests costs another query.
ALTER TABLE access_request
    ADD COLUMN granted    text,
    ADD COLUMN extensions text NOT NULL DEFAULT '[]';

-- What tells that one grant took the place of another, and since when something is open.
ALTER TABLE access_grant
    ADD COLUMN opened_at timestamptz,
    ADD COLUMN family    text;
