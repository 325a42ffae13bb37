-- Scale sets as last announced; those that are gone have no row.
CREATE TABLE scale_set (
    id_key   text PRIMARY KEY,
    assessed text NOT NULL
);
