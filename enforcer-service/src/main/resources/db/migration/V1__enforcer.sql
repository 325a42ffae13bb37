-- Approved requests, one row for each VM, protocol and address family.
CREATE TABLE access_grant (
    id           text        PRIMARY KEY,
    request_id   text        NOT NULL,
    vm_key       text        NOT NULL,
    vm           text        NOT NULL,
    protocol     text        NOT NULL,
    family       text        NOT NULL,
    ports        text        NOT NULL,
    sources      text        NOT NULL,
    duration_ms  bigint,
    ends_at      timestamptz,
    not_after    timestamptz NOT NULL,
    state        text        NOT NULL
        CHECK (state IN ('granted', 'opening', 'open', 'closing', 'closed', 'refused')),
    window_from  timestamptz,
    -- Fixed when the intent is recorded, and in the name of the grant's rules.
    window_end   timestamptz,
    was_open     boolean     NOT NULL DEFAULT false,
    close_reason text,
    refusal      text,
    detail       text,
    changed_at   timestamptz NOT NULL,
    CHECK ((duration_ms IS NULL) <> (ends_at IS NULL))
);
CREATE INDEX access_grant_request ON access_grant (request_id);
CREATE INDEX access_grant_unfinished ON access_grant (vm_key) WHERE state NOT IN ('closed', 'refused');
CREATE INDEX access_grant_due ON access_grant (window_end) WHERE state = 'open';

-- Rules of ours in Azure, on record before they are written. A priority is held as long as the rule may stand.
CREATE TABLE own_rule (
    nsg_key        text    NOT NULL,
    nsg            text    NOT NULL,
    name           text    NOT NULL,
    vm             text    NOT NULL,
    grant_id       text    REFERENCES access_grant (id),
    priority       integer NOT NULL CHECK (priority BETWEEN 100 AND 4096),
    live           boolean NOT NULL,
    seen           boolean NOT NULL,
    correlation_id text,
    PRIMARY KEY (nsg_key, name)
);
CREATE UNIQUE INDEX own_rule_priority ON own_rule (nsg_key, priority) WHERE live;
CREATE INDEX own_rule_grant ON own_rule (grant_id);

CREATE TABLE boundary_lease (
    nsg_key      text        PRIMARY KEY,
    leased_by    text        NOT NULL,
    leased_until timestamptz NOT NULL
);

-- An approval is used once, and a request is approved once.
CREATE TABLE used_approval (
    jti        text        PRIMARY KEY,
    request_id text        NOT NULL UNIQUE,
    used_at    timestamptz NOT NULL
);

-- Requests that were closed, perhaps before their approval came.
CREATE TABLE tomb (
    request_id text        PRIMARY KEY,
    reason     text        NOT NULL,
    closed_at  timestamptz NOT NULL
);

CREATE TABLE protected_vm (
    vm_key     text        PRIMARY KEY,
    policy_id  text        NOT NULL,
    ports      text        NOT NULL,
    changed_at timestamptz NOT NULL
);

-- VMs as last announced, and the NSGs on the way to each.
CREATE TABLE machine (
    vm_key   text PRIMARY KEY,
    assessed text NOT NULL
);
CREATE TABLE machine_boundary (
    vm_key  text NOT NULL REFERENCES machine (vm_key) ON DELETE CASCADE,
    nsg_key text NOT NULL,
    PRIMARY KEY (vm_key, nsg_key)
);
CREATE INDEX machine_boundary_nsg ON machine_boundary (nsg_key);

CREATE TABLE finding (
    nsg_key text        NOT NULL,
    nsg     text        NOT NULL,
    kind    text        NOT NULL,
    rule    text        NOT NULL,
    detail  text        NOT NULL,
    since   timestamptz NOT NULL,
    PRIMARY KEY (nsg_key, kind, rule)
);
