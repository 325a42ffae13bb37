-- A request and each of its extensions is a case of its own.
ALTER TABLE evaluation DROP CONSTRAINT evaluation_request_id_fkey, DROP CONSTRAINT evaluation_pkey;
ALTER TABLE approval_decision DROP CONSTRAINT approval_decision_request_id_fkey, DROP CONSTRAINT approval_decision_pkey;
ALTER TABLE approval_case
    DROP CONSTRAINT approval_case_pkey,
    DROP CONSTRAINT approval_case_check,
    DROP CONSTRAINT approval_case_state_check,
    ADD COLUMN extension integer NOT NULL DEFAULT 0 CHECK (extension >= 0),
    ADD PRIMARY KEY (request_id, extension),
    ADD CHECK (state IN ('SUBMITTED', 'PENDING', 'APPROVED', 'DENIED', 'WITHDRAWN', 'LAPSED'));

ALTER TABLE approval_decision
    ADD COLUMN extension integer NOT NULL DEFAULT 0,
    ADD PRIMARY KEY (request_id, extension, approver_tenant, approver_oid),
    ADD FOREIGN KEY (request_id, extension) REFERENCES approval_case;
ALTER TABLE evaluation
    ADD COLUMN extension integer NOT NULL DEFAULT 0,
    ADD PRIMARY KEY (request_id, extension),
    ADD FOREIGN KEY (request_id, extension) REFERENCES approval_case;

-- For an extension: the event as it came, and the terms it is asked for on. On what the policy judged, and what was approved.
ALTER TABLE approval_case
    ADD COLUMN extension_request text,
    ADD COLUMN asked_terms text,
    ADD COLUMN policy_version text,
    ADD COLUMN stages text,
    ADD COLUMN risk text CHECK (risk IN ('LOW', 'MEDIUM', 'HIGH')),
    ADD COLUMN lapses_at timestamptz,
    ADD COLUMN facts text,
    ADD COLUMN approved_terms text,
    ADD CHECK (extension = 0 OR (extension_request IS NOT NULL AND asked_terms IS NOT NULL));

-- Cases from before: one stage each, and a day from now to decide. Nobody knows their policy any more; today's judges them.
UPDATE approval_case SET policy_version = 'built-in-1';
UPDATE approval_case
SET stages = json_build_array(json_build_object(
        'rule', policy_rule, 'groups', to_json(approver_groups), 'approvals', needed))::text,
    risk = 'LOW',
    lapses_at = now() + interval '24 hours'
WHERE state = 'PENDING';

ALTER TABLE approval_case
    ALTER COLUMN policy_version SET NOT NULL,
    DROP COLUMN needed,
    ADD CHECK (state <> 'PENDING' OR (stages IS NOT NULL AND risk IS NOT NULL AND lapses_at IS NOT NULL
        AND approver_groups IS NOT NULL AND policy_rule IS NOT NULL));

-- Which groups of the case the approver was found in, what they took away, and the bot that brought it.
ALTER TABLE approval_decision
    ADD COLUMN found_groups text[],
    ADD COLUMN narrowing text,
    ADD COLUMN through text,
    ADD COLUMN standing text NOT NULL DEFAULT 'COUNTS' CHECK (standing IN ('COUNTS', 'DOUBTED', 'DROPPED'));
UPDATE approval_decision decision
SET found_groups = coalesce(known.approver_groups, '{}')
FROM approval_case known WHERE known.request_id = decision.request_id;
ALTER TABLE approval_decision ALTER COLUMN found_groups SET NOT NULL;

-- What waits for whom: a page of it costs the same however many cases wait, and however many are settled.
CREATE TABLE approval_ask (
    group_id    text NOT NULL,
    request_id  text NOT NULL,
    extension   integer NOT NULL,
    PRIMARY KEY (group_id, request_id, extension),
    FOREIGN KEY (request_id, extension) REFERENCES approval_case
);
INSERT INTO approval_ask
SELECT DISTINCT unnest(approver_groups), request_id, extension FROM approval_case WHERE state = 'PENDING';

DROP INDEX approval_case_pending;
CREATE INDEX approval_case_lapsing ON approval_case (lapses_at) WHERE state = 'PENDING';
CREATE INDEX approval_case_judged ON approval_case (submitted_at) WHERE facts IS NOT NULL;
