-- The VM list by name is read off an index in its order, too. The one by group and those by health are there already.
CREATE INDEX inventory_vm_by_name ON inventory_vm (name_key, vm_key COLLATE "C");
DROP INDEX inventory_vm_name;
