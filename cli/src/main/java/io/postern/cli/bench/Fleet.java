package io.postern.cli.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.api.Api;
import io.postern.cli.api.People;
import io.postern.cli.stack.BenchStack;
import java.util.Locale;

/** Made-up VMs in the inventory, some of them protected the way an admin protects them. */
final class Fleet {
    private static final int PROTECTED_AT_ONCE = 200;
    private static final String VM = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/fleet-%d"
            + "/providers/Microsoft.Compute/virtualMachines/fleet-%05d";
    private static final int GROUP = 500;

    private Fleet() {}

    static String vm(int number) {
        return String.format(Locale.ROOT, VM, number / GROUP, number);
    }

    static void insert(BenchStack stack, int vms) {
        stack.databases().inIntake("""
                INSERT INTO inventory_vm (vm_key, vm, location, os, status)
                SELECT lower(id), id, 'westeurope', 'Linux', 'NOT_CONFIGURED'
                FROM (SELECT n, format('/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/fleet-%%s'
                        '/providers/Microsoft.Compute/virtualMachines/fleet-%%s', n / %d, lpad(n::text, 5, '0')) AS id
                      FROM generate_series(0, %d) AS n) AS made;
                ANALYZE inventory_vm""".formatted(GROUP, vms - 1));
    }

    static void protect(BenchStack stack, int vms) {
        Api api = new Api();
        String admin = new People(api, stack.addresses()).token("admin", People.Audience.POSTERN);
        for (int first = 0; first < vms; first += PROTECTED_AT_ONCE) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            ArrayNode ids = body.putArray("virtualMachines");
            for (int n = first; n < Math.min(vms, first + PROTECTED_AT_ONCE); n++) {
                ids.add(vm(n));
            }
            api.post(stack.intake().resolve("/api/v1/virtual-machines/protect"), admin, body);
        }
    }
}
