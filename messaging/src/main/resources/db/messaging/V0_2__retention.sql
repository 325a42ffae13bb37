-- Rows of the inbox are deleted by age.
CREATE INDEX inbox_received ON inbox (received_at);
