-- One row a request; the submission is the event as it came, personal data included.
CREATE TABLE approval_case (
    request_id       text PRIMARY KEY,
    state            text NOT NULL CHECK (state IN ('SUBMITTED', 'PENDING', 'APPROVED', 'DENIED', 'WITHDRAWN')),
    submission       text NOT NULL,
    submitted_at     timestamptz NOT NULL,
    needed           integer CHECK (needed > 0),
    approver_groups  text[],
    policy_rule      text,
    settled_at       timestamptz,
    CHECK (state <> 'PENDING' OR (needed IS NOT NULL AND approver_groups IS NOT NULL AND policy_rule IS NOT NULL)),
    CHECK ((state IN ('SUBMITTED', 'PENDING')) = (settled_at IS NULL))
);

CREATE INDEX approval_case_pending ON approval_case (submitted_at) WHERE state = 'PENDING';

-- A person counts once in a case: the key says so.
CREATE TABLE approval_decision (
    request_id       text NOT NULL REFERENCES approval_case,
    approver_tenant  text NOT NULL,
    approver_oid     text NOT NULL,
    approver_name    text NOT NULL,
    verdict          text NOT NULL CHECK (verdict IN ('APPROVE', 'DENY')),
    comment          text NOT NULL,
    decided_at       timestamptz NOT NULL,
    PRIMARY KEY (request_id, approver_tenant, approver_oid)
);

-- Cases to look at; a row stays until the look came to something.
CREATE TABLE evaluation (
    request_id  text PRIMARY KEY REFERENCES approval_case,
    due_at      timestamptz NOT NULL,
    attempts    integer NOT NULL DEFAULT 0
);

CREATE INDEX evaluation_due ON evaluation (due_at);
