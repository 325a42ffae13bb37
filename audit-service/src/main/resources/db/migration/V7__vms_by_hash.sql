-- What a leaf costs must not grow with the trail. A VM's id is long, and the leaves of each lie elsewhere in the index: by its
-- hash there are five times as many on a page. Two VMs with one hash are looked at together, and told apart by the leaf.
CREATE INDEX audit_vm_place ON audit_vm (hashtextextended(vm, 0), time, idx);
ALTER TABLE audit_vm DROP CONSTRAINT audit_vm_pkey;
