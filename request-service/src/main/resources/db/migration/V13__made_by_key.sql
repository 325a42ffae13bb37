-- Whether the call under a key made what the key stands for, and did not find it there already: a caller who repeats the call
-- because its answer was lost may end what it made, and nothing else.
ALTER TABLE idempotency_key ADD COLUMN made boolean NOT NULL DEFAULT false;
