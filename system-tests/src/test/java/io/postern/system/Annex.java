package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.PortName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** VMs that are built for one test and torn down after it, each behind an NSG of its own with a rule of somebody else's in it. */
final class Annex implements AutoCloseable {
    private static final String API = "?api-version=2024-05-01";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;
    private final List<String> names = new ArrayList<>();

    Annex(Stack stack) {
        this.stack = stack;
    }

    /** Builds so many VMs; their names. */
    List<String> build(String kind, int count) {
        List<String> built = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            String name = "annex-" + kind + number;
            put(name, names.size() + 100);
            names.add(name);
            built.add(name);
        }
        return built;
    }

    private void put(String name, int host) {
        put(World.nsgId(name + "-nsg"), """
                {"location":"westeurope","tags":{"owner":"network-team"},"properties":{"securityRules":[
                 {"name":"allow-https","note":"somebody else's","properties":{"protocol":"Tcp","sourcePortRange":"*",
                  "destinationPortRange":"443","sourceAddressPrefix":"Internet","destinationAddressPrefix":"*",
                  "access":"Allow","priority":300,"direction":"Inbound","review":{"ticket":"CHG-7","weight":1.5}}}]}}""");
        put(nicId(name), """
                {"location":"westeurope","properties":{"primary":true,"networkSecurityGroup":{"id":"%s"},
                 "virtualMachine":{"id":"%s"},"ipConfigurations":[{"name":"ipconfig1","properties":{"primary":true,
                  "privateIPAddress":"10.0.1.%d","privateIPAddressVersion":"IPv4","privateIPAllocationMethod":"Static",
                  "subnet":{"id":"%s/subnets/web"}}}]}}""".formatted(
                        World.nsgId(name + "-nsg"),
                        World.vmId(name),
                        host,
                        World.networkId("virtualNetworks", "contoso-vnet")));
        put(World.vmId(name), """
                {"location":"westeurope","properties":{"storageProfile":{"osDisk":{"osType":"Linux"}},
                 "osProfile":{"computerName":"%s"},"networkProfile":{"networkInterfaces":[
                  {"id":"%s","properties":{"primary":true}}]}}}""".formatted(name, nicId(name)));
    }

    private static String nicId(String name) {
        return World.networkId("networkInterfaces", name + "-nic");
    }

    private void put(String id, String body) {
        Answer answer = Http.send("PUT", azure(id), stack.people.azure("admin"), body);
        assertThat(answer.status()).as(id + ": " + answer).isBetween(200, 201);
    }

    private String azure(String id) {
        return stack.url(PortName.EMULATOR) + id + API;
    }

    /** Every NSG, as Azure shows it. */
    List<String> groups() {
        return Await.value("the annex's NSGs", PATIENCE, () -> Optional.of(stack.azure.groups("annex-")));
    }

    /** Has some of them kept shut, without waiting for it. */
    void protect(List<String> some) {
        some.forEach(name -> Await.until(
                name + " in the inventory",
                PATIENCE,
                () -> stack.access.vm(name).isObject()));
        Answer answer = stack.access.protect(some);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    void awaitProtected(List<String> some, Duration patience) {
        some.forEach(name -> Await.until(
                name + " protected",
                patience,
                () -> stack.access.vm(name).path("status").asText().equals("protected")));
    }

    /** Has nobody look after them any more, and waits until nothing of ours is left. */
    void release(Duration patience) {
        for (String name : names) {
            Answer answer = Http.send(
                    "DELETE",
                    stack.url(PortName.REQUEST) + "/api/v1/virtual-machines" + World.vmId(name) + "/jit-policy",
                    stack.people.postern("admin"),
                    "");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        }
        Await.until(
                "nothing of ours left",
                patience,
                () -> stack.azure.groups("annex-").stream().noneMatch(group -> group.contains("\"postern-")));
    }

    @Override
    public void close() {
        for (String name : names.reversed()) {
            for (String id : List.of(World.vmId(name), nicId(name), World.nsgId(name + "-nsg"))) {
                Await.until(id + " torn down", PATIENCE, () -> gone(id));
            }
        }
        names.clear();
    }

    private boolean gone(String id) {
        int status =
                Http.send("DELETE", azure(id), stack.people.azure("admin"), "").status();
        return status >= 200 && status < 300;
    }
}
