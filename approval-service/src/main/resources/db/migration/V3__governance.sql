-- Every version of the approval policy that ever held here: a case is decided by its own, on whichever instance.
CREATE TABLE policy_version (
    version     text PRIMARY KEY,
    text        text NOT NULL,
    first_seen  timestamptz NOT NULL
);

-- One row: the version that was last told to hold, so that a change is told once and not by every instance.
CREATE TABLE policy_current (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    version  text NOT NULL REFERENCES policy_version,
    since    timestamptz NOT NULL
);

-- What the inventory says of each VM, in the form that policies look at.
CREATE TABLE known_vm (
    vm_key       text PRIMARY KEY,
    seen         text NOT NULL,
    assessed_at  timestamptz NOT NULL
);

-- One row for each time that somebody broke the glass. The reviewer's name and comment are personal data.
CREATE TABLE review (
    request_id        text PRIMARY KEY,
    requester_tenant  text NOT NULL,
    requester_oid     text NOT NULL,
    reviewer_groups   text[] NOT NULL,
    policy_rule       text NOT NULL,
    policy_version    text NOT NULL,
    broken_at         timestamptz NOT NULL,
    due_at            timestamptz NOT NULL,
    reviewer_tenant   text,
    reviewer_oid      text,
    reviewer_name     text,
    justified         boolean,
    comment           text,
    reviewed_at       timestamptz,
    CHECK ((reviewed_at IS NULL) = (justified IS NULL)
        AND (reviewed_at IS NULL) = (reviewer_tenant IS NULL)
        AND (reviewed_at IS NULL) = (reviewer_oid IS NULL)
        AND (reviewed_at IS NULL) = (reviewer_name IS NULL)
        AND (reviewed_at IS NULL) = (comment IS NULL))
);

CREATE INDEX review_awaited ON review (due_at) WHERE reviewed_at IS NULL;
CREATE INDEX review_broken ON review (broken_at);
