-- What is left of the writes that Azure takes: when the line and the reserve for removals are empty again, and until when
-- Azure wants to be left alone. One row for each subscription and region.
CREATE TABLE write_budget (
    scope         text        PRIMARY KEY,
    line          timestamptz NOT NULL,
    reserve       timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);

-- Whose turn it is to look at everything in Azure, and when that was last begun and completed.
CREATE TABLE survey (
    scope     text        PRIMARY KEY,
    turn_of   text        NOT NULL,
    turn_ends timestamptz NOT NULL,
    completed timestamptz
);
