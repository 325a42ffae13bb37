-- Each filter of the VM list is read off an index in the order of the list.
CREATE INDEX inventory_vm_name ON inventory_vm (name_key);
CREATE INDEX inventory_vm_status ON inventory_vm (status, vm_key COLLATE "C");
CREATE INDEX inventory_vm_group ON inventory_vm (group_key, vm_key COLLATE "C");
CREATE INDEX inventory_vm_covered ON inventory_vm (health_covered, vm_key COLLATE "C");
CREATE INDEX inventory_vm_uncovered ON inventory_vm (health_uncovered, vm_key COLLATE "C");
