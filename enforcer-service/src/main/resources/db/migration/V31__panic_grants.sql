-- What a panic found and has not shut yet. It is on record with the order, and goes with the shutting: whoever dies in between
-- leaves it to others, and meanwhile nothing of it is given a rule.
CREATE TABLE panic_grant (
    grant_id text PRIMARY KEY
);
