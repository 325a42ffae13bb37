-- JIT policies. The row of a policy that covers no VM any more stays (live = false), so that its version never repeats.
-- Keys order by their bytes: the pages of the list scopes are read off an index.
CREATE TABLE jit_policy (
    policy_key     text    COLLATE "C" PRIMARY KEY,
    id             text    NOT NULL,
    subscription   text    NOT NULL,
    resource_group text    NOT NULL,
    location       text    NOT NULL,
    kind           text    NOT NULL,
    version        bigint  NOT NULL,
    live           boolean NOT NULL
);
CREATE INDEX jit_policy_of_subscription ON jit_policy (subscription, policy_key) WHERE live;
CREATE INDEX jit_policy_of_group ON jit_policy (subscription, resource_group, policy_key) WHERE live;
CREATE INDEX jit_policy_of_region ON jit_policy (subscription, location, policy_key) WHERE live;

-- VMs protected so far are in the default policies of their groups and regions.
UPDATE protected_vm SET policy_key = replace(policy_key, ' ', '');

INSERT INTO jit_policy (policy_key, id, subscription, resource_group, location, kind, version, live)
SELECT DISTINCT ON (policy_key)
    policy_key,
    '/subscriptions/' || split_part(policy_key, '/', 3) || '/resourceGroups/' || split_part(vm, '/', 5)
        || '/providers/Microsoft.Security/locations/' || split_part(policy_key, '/', 9)
        || '/jitNetworkAccessPolicies/' || split_part(policy_key, '/', 11),
    split_part(policy_key, '/', 3),
    split_part(policy_key, '/', 5),
    split_part(policy_key, '/', 9),
    'Basic',
    1,
    true
FROM protected_vm
ORDER BY policy_key, place;

-- No conditions are the default ones.
ALTER TABLE protected_vm ADD COLUMN conditions text, ADD COLUMN public_ip_address text,
    ADD CONSTRAINT protected_vm_in_policy FOREIGN KEY (policy_key) REFERENCES jit_policy (policy_key);
