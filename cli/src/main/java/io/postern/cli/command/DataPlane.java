package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.postern.cli.api.Api;
import io.postern.cli.stack.Addresses;
import io.postern.cli.stack.PortName;

/** Where VMs are reached: in the local stack on this machine's own addresses, elsewhere on theirs. */
record DataPlane(JsonNode loopback) {
    /** The local stack stands for port N of a VM on this many more. */
    private static final int OFFSET = 20_000;

    /** No stand-ins: VMs are where they say. */
    static final DataPlane REAL = new DataPlane(MissingNode.getInstance());

    /** A host and a port to connect to. */
    record Destination(String host, int port) {}

    static DataPlane of(Api api, Addresses addresses) {
        return new DataPlane(api.get(addresses.http(PortName.EMULATOR).resolve("/_emulator/addresses"), ""));
    }

    /** Where a port of a VM is reached; a port of 0 when the VM has no address. */
    Destination destination(JsonNode vm, JsonNode request, int port) {
        for (JsonNode grant : request.path("grants")) {
            for (JsonNode way : grant.path("connect")) {
                if (way.path("port").asInt() == port) {
                    return new Destination(
                            firewall(vm, way.path("address").asText()),
                            way.path("mappedPort").asInt());
                }
            }
        }
        String standIn =
                loopback.path("virtualMachines").path(vm.path("name").asText()).asText("");
        return standIn.isEmpty()
                ? new Destination(address(vm), address(vm).isEmpty() ? 0 : port)
                : new Destination(standIn, OFFSET + port);
    }

    /** A firewall listens on the mapped ports themselves, wherever it stands. */
    private String firewall(JsonNode vm, String publicAddress) {
        String id = vm.path("firewall").asText("");
        return loopback.path("firewalls")
                .path(id.substring(id.lastIndexOf('/') + 1))
                .asText(publicAddress);
    }

    /** The first public address, or else the first private one, for whoever is inside the network already. */
    private static String address(JsonNode vm) {
        for (String kind : new String[] {"publicAddresses", "privateAddresses"}) {
            for (JsonNode nic : vm.path("interfaces")) {
                for (JsonNode address : nic.path(kind)) {
                    return address.asText();
                }
            }
        }
        return "";
    }
}
