-- How far each SIEM has been told of the trail: the index of the leaf that is next. It moves only after the SIEM has taken
-- what is below.
CREATE TABLE siem_cursor (
    sink text   PRIMARY KEY,
    next bigint NOT NULL CHECK (next >= 0)
);

GRANT SELECT, INSERT, UPDATE ON siem_cursor TO ${app};
