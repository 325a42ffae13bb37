-- What stands beside a leaf is written in the leaf's own transaction, after it, and for the leaves alone that were new; nobody
-- deletes leaves. A reference says that again, and asks for it with a lookup and a lock a row, at some ten thousand a second.
ALTER TABLE audit_personal DROP CONSTRAINT audit_personal_event_id_fkey;
ALTER TABLE audit_personal_other DROP CONSTRAINT audit_personal_other_event_id_fkey;
ALTER TABLE audit_person DROP CONSTRAINT audit_person_event_id_fkey;
