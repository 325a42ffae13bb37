-- What was asked for, in short: finds a request that another one repeats.
ALTER TABLE access_request ADD COLUMN fingerprint text;

-- Of the length of what waits or is open, however long the history is.
CREATE INDEX access_request_live ON access_request (requester_tenant, requester_oid)
    WHERE state IN ('PENDING', 'APPROVED', 'OPENING', 'OPEN');
