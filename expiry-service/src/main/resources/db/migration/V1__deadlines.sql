-- One row a grant and end. 'announced' is final: Expired is in the outbox. 'superseded': the grant got another end.
CREATE TABLE deadline (
    grant_id     text        NOT NULL,
    until        timestamptz NOT NULL,
    request_id   text        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('armed', 'ended', 'superseded', 'announced')),
    announced_at timestamptz,
    PRIMARY KEY (grant_id, until),
    CHECK ((state = 'announced') = (announced_at IS NOT NULL)),
    CHECK (announced_at >= until)
);
CREATE UNIQUE INDEX deadline_one_armed ON deadline (grant_id) WHERE state = 'armed';
CREATE INDEX deadline_due ON deadline (until) WHERE state = 'armed';
