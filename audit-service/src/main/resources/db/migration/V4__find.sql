-- What the trail is searched by: a page costs the same however long the trail is. Time stands before the index, because an
-- event may come late; of many at one time the index says which is first.
DROP INDEX audit_leaf_vms;
DROP INDEX audit_leaf_type;
DROP INDEX audit_leaf_time;
CREATE INDEX audit_leaf_type ON audit_leaf (type, time, idx);
CREATE INDEX audit_leaf_time ON audit_leaf (time, idx);

CREATE TABLE audit_vm (
    vm   text        NOT NULL,
    time timestamptz NOT NULL,
    idx  bigint      NOT NULL,
    PRIMARY KEY (vm, time, idx)
);

-- Written by the owner's function alone: a leaf cannot come without its VMs, nor be found by others.
CREATE FUNCTION audit_vms_of_leaves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO audit_vm (vm, time, idx) SELECT DISTINCT unnest(vms), time, idx FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER audit_leaf_vms AFTER INSERT ON audit_leaf
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_vms_of_leaves();
INSERT INTO audit_vm (vm, time, idx) SELECT DISTINCT unnest(vms), time, idx FROM audit_leaf;

-- Who is in an event: by object id, and by the name that the event has for them. To be erased with the person.
CREATE TABLE audit_person (
    person   text        NOT NULL,
    time     timestamptz NOT NULL,
    idx      bigint      NOT NULL,
    event_id text        NOT NULL REFERENCES audit_leaf (event_id),
    tenant   text,
    oid      text,
    name     text,
    owner    boolean     NOT NULL,
    PRIMARY KEY (person, time, idx)
);

-- Personal values of somebody else than the event's own person, with a salt of their own, so that either can be erased alone.
CREATE TABLE audit_personal_other (
    event_id text  PRIMARY KEY REFERENCES audit_leaf (event_id),
    salt     bytea NOT NULL CHECK (octet_length(salt) = 32),
    fields   text  NOT NULL
);

GRANT SELECT ON audit_vm TO ${app};
GRANT SELECT, INSERT ON audit_person, audit_personal_other TO ${app};
