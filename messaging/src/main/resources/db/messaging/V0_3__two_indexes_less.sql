-- Every event is written to each index of the outbox twice: when it comes, and when it was published. Two indexes said again
-- what holds without them. Ids are drawn to be unique, and consumers, who know those that they have seen, are told so; a
-- version is given out by the row of its subject in outbox_subject, of which there is one, locked until the commit.
ALTER TABLE outbox DROP CONSTRAINT outbox_event_id_key, DROP CONSTRAINT outbox_source_subject_version_key;
