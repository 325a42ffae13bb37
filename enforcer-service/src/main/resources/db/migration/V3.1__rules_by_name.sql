-- A VM's baseline has one name on all its NSGs.
CREATE INDEX own_rule_name ON own_rule (name) WHERE live;
