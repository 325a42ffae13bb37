-- Access requests with what has been heard of them. The state column is the standing at the last change; while it says
-- open, first_end tells from when on it no longer is.
CREATE TABLE access_request (
    id               text        PRIMARY KEY,
    requester_tenant text        NOT NULL,
    requester_oid    text        NOT NULL,
    terms            text        NOT NULL,
    submitted_at     timestamptz NOT NULL,
    approval         text        NOT NULL,
    ending           text,
    ending_confirmed boolean     NOT NULL DEFAULT false,
    refused_vms      text        NOT NULL,
    state            text        NOT NULL,
    first_end        timestamptz
);
CREATE INDEX access_request_of_requester ON access_request (requester_tenant, requester_oid, id);
CREATE INDEX access_request_in_state ON access_request (state, id);

CREATE TABLE access_request_vm (
    request_id text NOT NULL REFERENCES access_request (id),
    vm_key     text NOT NULL,
    PRIMARY KEY (vm_key, request_id)
);

-- place keeps the order in which grants were heard of.
CREATE TABLE access_grant (
    id         text        PRIMARY KEY,
    request_id text        NOT NULL REFERENCES access_request (id),
    place      integer     NOT NULL,
    vm         text        NOT NULL,
    ports      text        NOT NULL,
    state      text        NOT NULL,
    reason     text,
    until      timestamptz,
    rule_name  text
);
CREATE INDEX access_grant_of_request ON access_grant (request_id);

CREATE TABLE timeline_entry (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id text        NOT NULL REFERENCES access_request (id),
    at         timestamptz NOT NULL,
    what       text        NOT NULL,
    detail     text        NOT NULL
);
CREATE INDEX timeline_entry_of_request ON timeline_entry (request_id);

-- Orders to the enforcer: sent over HTTP until confirmed, whether Kafka lives or not.
CREATE TABLE close_order (
    request_id   text        PRIMARY KEY REFERENCES access_request (id),
    reason       text        NOT NULL,
    attempts     integer     NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL,
    confirmed_at timestamptz
);
CREATE INDEX close_order_due ON close_order (due_at) WHERE confirmed_at IS NULL;

CREATE TABLE idempotency_key (
    tenant      text        NOT NULL,
    oid         text        NOT NULL,
    key         text        NOT NULL,
    body_digest text        NOT NULL,
    request_id  text        NOT NULL,
    used_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant, oid, key)
);

CREATE TABLE inventory_vm (
    vm_key   text PRIMARY KEY,
    vm       text NOT NULL,
    location text NOT NULL,
    os       text NOT NULL,
    status   text NOT NULL,
    reason   text
);

CREATE TABLE protected_vm (
    vm_key     text   PRIMARY KEY,
    vm         text   NOT NULL,
    policy_key text   NOT NULL,
    place      bigint GENERATED ALWAYS AS IDENTITY,
    ports      text   NOT NULL
);
CREATE INDEX protected_vm_of_policy ON protected_vm (policy_key);
