-- When a grant was seen to be gone, for the figures of lateness; of those that went before this column nothing is told.
-- Figures read what stands and what went within their stretch of time, each off an index, however long the history is.
ALTER TABLE access_grant ADD COLUMN closed_at timestamptz;
CREATE INDEX access_grant_closed_at ON access_grant (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX access_grant_standing ON access_grant (opened_at) WHERE state IN ('OPEN', 'CLOSING');
