-- How wide sources may be, as the VM's policy has it. The defaults hold for VMs that were protected before.
ALTER TABLE protected_vm
    ADD COLUMN any_source      boolean NOT NULL DEFAULT false,
    ADD COLUMN private_network boolean NOT NULL DEFAULT false,
    ADD COLUMN widest_ipv4     integer NOT NULL DEFAULT 24,
    ADD COLUMN widest_ipv6     integer NOT NULL DEFAULT 56;

-- A baseline that is to go: request-service itself said that its VM is not protected any more.
ALTER TABLE own_rule ADD COLUMN unwanted boolean NOT NULL DEFAULT false;

-- VMs that are perhaps kept shut too far. An event raises the question, only request-service answers it, and an answer
-- to an older number counts for nothing.
CREATE SEQUENCE policy_question_number;
CREATE TABLE policy_question (
    vm_key      text        PRIMARY KEY,
    vm          text        NOT NULL,
    number      bigint      NOT NULL,
    raised_at   timestamptz NOT NULL,
    tries       integer     NOT NULL DEFAULT 0,
    ask_at      timestamptz NOT NULL,
    last_answer text
);
CREATE INDEX policy_question_due ON policy_question (ask_at);
