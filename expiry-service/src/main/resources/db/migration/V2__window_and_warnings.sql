-- Moments are read ahead page by page: an index walk each, from where the last page ended. A warning belongs to its
-- deadline's row and goes with it: 'warn_at' is when it comes, and null once it was announced or when there is none.
ALTER TABLE deadline
    ADD COLUMN warn_at timestamptz CHECK (warn_at < until),
    ADD COLUMN warned_at timestamptz;
DROP INDEX deadline_due;
CREATE INDEX deadline_due ON deadline (until, grant_id) WHERE state = 'armed';
CREATE INDEX deadline_warning ON deadline (warn_at, grant_id) WHERE state = 'armed' AND warn_at IS NOT NULL;
-- Rows that are over are deleted by age.
CREATE INDEX deadline_over ON deadline (until) WHERE state <> 'armed';
-- What was announced leaves dead entries at the very place where the index is read next.
ALTER TABLE deadline SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 1);
