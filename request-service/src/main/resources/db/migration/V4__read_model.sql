-- What the enforcer sees of a VM beyond its status. The two healths are those under a JIT policy and without one: which
-- of them holds is told by whether protected_vm has the VM, and so needs no writing when a policy changes.
ALTER TABLE inventory_vm
    ADD COLUMN name_key          text        NOT NULL GENERATED ALWAYS AS (split_part(vm_key, '/', 9)) STORED,
    ADD COLUMN group_key         text        NOT NULL GENERATED ALWAYS AS (split_part(vm_key, '/', 5)) STORED,
    ADD COLUMN subscription_key  text        NOT NULL GENERATED ALWAYS AS (split_part(vm_key, '/', 3)) STORED,
    ADD COLUMN detail            text,
    ADD COLUMN posture           text,
    ADD COLUMN interfaces        text        NOT NULL DEFAULT '[]',
    ADD COLUMN health_covered    text        NOT NULL DEFAULT 'HEALTHY',
    ADD COLUMN health_uncovered  text        NOT NULL DEFAULT 'NOT_APPLICABLE',
    ADD COLUMN gone_at           timestamptz;
UPDATE inventory_vm SET health_covered = 'UNHEALTHY' WHERE status = 'BYPASSED';

-- Lists are read in this order, whatever the collation of the database is.
CREATE INDEX inventory_vm_listing ON inventory_vm (vm_key COLLATE "C")
    INCLUDE (name_key, group_key, subscription_key, status, health_covered, health_uncovered, gone_at);
CREATE INDEX inventory_vm_gone ON inventory_vm (gone_at) WHERE gone_at IS NOT NULL;
CREATE INDEX protected_vm_listing ON protected_vm (vm_key COLLATE "C");

-- When somebody last had access to a VM, and by which request.
CREATE TABLE vm_access (
    vm_key     text        PRIMARY KEY,
    at         timestamptz NOT NULL,
    request_id text        NOT NULL REFERENCES access_request (id)
);

ALTER TABLE access_grant
    ADD COLUMN vm_key text NOT NULL GENERATED ALWAYS AS (lower(vm COLLATE "C")) STORED;
CREATE INDEX access_grant_open ON access_grant (vm_key) WHERE state = 'OPEN';

CREATE TABLE scale_set (
    key            text   PRIMARY KEY COLLATE "C",
    id             text   NOT NULL,
    location       text   NOT NULL,
    notice_seconds bigint
);

-- Followers of a request read what came after the entry that they have.
DROP INDEX timeline_entry_of_request;
CREATE INDEX timeline_entry_of_request ON timeline_entry (request_id, id);
