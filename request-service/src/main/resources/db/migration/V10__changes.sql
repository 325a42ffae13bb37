-- Which transaction wrote an entry: whoever follows all requests asks for what was not yet to be seen at the last look,
-- which no number given out in advance can tell. Entries from before have none, and nobody follows them.
ALTER TABLE timeline_entry ADD COLUMN written_in xid8;
ALTER TABLE timeline_entry ALTER COLUMN written_in SET DEFAULT pg_current_xact_id();
CREATE INDEX timeline_entry_written_in ON timeline_entry (written_in) WHERE written_in IS NOT NULL;
