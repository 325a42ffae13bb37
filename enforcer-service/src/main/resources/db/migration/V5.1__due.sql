-- What is due is read in pages, oldest end first, however much there is of it.
CREATE INDEX access_grant_ending ON access_grant (window_end, id) WHERE state IN ('opening', 'open');
CREATE INDEX access_grant_closing ON access_grant (window_end, id) WHERE state = 'closing';
CREATE INDEX access_grant_waiting ON access_grant (id) WHERE state IN ('granted', 'opening');
DROP INDEX access_grant_due;
CREATE INDEX own_rule_standing ON own_rule (grant_id) WHERE live AND grant_id IS NOT NULL;
