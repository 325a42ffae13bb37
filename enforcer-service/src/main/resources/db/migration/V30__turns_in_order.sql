-- Turns of the survey are numbered, so that what was seen in an older one is not saved over what was seen in a newer one:
-- the number of the last turn, and that of the newest whose sightings are on record.
ALTER TABLE survey
    ADD COLUMN turn     bigint NOT NULL DEFAULT 0,
    ADD COLUMN recorded bigint NOT NULL DEFAULT 0;
