-- The trail. Only its owner migrates it; the service itself may add and read, and has no way to change or take away.
CREATE TABLE audit_leaf (
    idx        bigint      PRIMARY KEY CHECK (idx >= 0),
    event_id   text        NOT NULL UNIQUE,
    type       text        NOT NULL,
    source     text        NOT NULL,
    subject    text        NOT NULL,
    request_id text,
    vms        text[]      NOT NULL,
    time       timestamptz NOT NULL,
    leaf       bytea       NOT NULL CHECK (octet_length(leaf) <= 65535),
    leaf_hash  bytea       NOT NULL CHECK (octet_length(leaf_hash) = 32),
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX audit_leaf_request ON audit_leaf (request_id, idx) WHERE request_id IS NOT NULL;
CREATE INDEX audit_leaf_vms ON audit_leaf USING gin (vms);
CREATE INDEX audit_leaf_type ON audit_leaf (type, idx);
CREATE INDEX audit_leaf_time ON audit_leaf (time);

-- Personal values with the salt of their commitments. To delete a row is to forget: the leaf and every proof stay.
CREATE TABLE audit_personal (
    event_id text  PRIMARY KEY REFERENCES audit_leaf (event_id),
    salt     bytea NOT NULL CHECK (octet_length(salt) = 32),
    fields   text  NOT NULL
);

-- Every note that was ever signed, before anybody saw it.
CREATE TABLE audit_checkpoint (
    size bigint      PRIMARY KEY CHECK (size > 0),
    root bytea       NOT NULL CHECK (octet_length(root) = 32),
    note text        NOT NULL,
    at   timestamptz NOT NULL DEFAULT clock_timestamp()
);

GRANT SELECT, INSERT ON audit_leaf, audit_personal, audit_checkpoint TO ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox, outbox_subject, inbox, inbox_subject, quarantine TO ${app};
