-- A VM has one baseline for each of its addresses on an NSG, so its rules are found by the VM and not by one name.
CREATE INDEX own_rule_vm ON own_rule (lower(vm COLLATE "C")) WHERE live;
DROP INDEX own_rule_name;
