-- The one role that may take anything away: what is kept beside the leaves about people, and nothing else. The service takes it
-- on for a single transaction. Whoever runs the database makes it: CREATE ROLE <app>_eraser NOLOGIN; GRANT <app>_eraser TO <app>
-- WITH INHERIT FALSE. Without it nothing is ever erased.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '${app}_eraser') THEN
        GRANT SELECT, DELETE ON audit_personal, audit_personal_other, audit_person TO ${app}_eraser;
        GRANT SELECT (idx, event_id, type, request_id) ON audit_leaf TO ${app}_eraser;
    END IF;
END $$;
