package io.postern.emulator.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;
import java.util.Locale;

/**
 * Made-up VMs for trials of size, the same at each start: blocks of fifty share a subnet and a security group, which stands on the
 * subnet in every other block and on the interfaces else; there, the last VM of the block has none. Every tenth VM has a public
 * address, every fourth runs Windows, and every fifth group has a foreign rule that allows SSH.
 */
final class Fleet {
    private static final int BLOCK = 50;
    private static final String LOCATION = "westeurope";

    private final String group;
    private final ArrayNode resources = Json.object().putArray("resources");

    private Fleet(String group) {
        this.group = group;
    }

    /** The resources of a fleet of so many VMs in the resource group of this id. */
    static ArrayNode of(String group, int machines) {
        Fleet fleet = new Fleet(group);
        fleet.network(machines);
        for (int i = 0; i < machines; i++) {
            fleet.machine(i);
        }
        return fleet.resources;
    }

    private void network(int machines) {
        ObjectNode properties = add("Microsoft.Network/virtualNetworks", "fleet-vnet");
        properties.putObject("addressSpace").putArray("addressPrefixes").add("10.128.0.0/9");
        ArrayNode subnets = properties.putArray("subnets");
        for (int block = 0; block * BLOCK < machines; block++) {
            ObjectNode subnet =
                    subnets.addObject().put("name", "block-" + block).put("id", subnet(block));
            subnet.put("type", "Microsoft.Network/virtualNetworks/subnets");
            ObjectNode inside = subnet.putObject("properties").put("addressPrefix", address(block, 0) + "/26");
            if (block % 2 == 1) {
                reference(inside, "networkSecurityGroup", securityGroup(block));
            }
            rules(block);
        }
    }

    private void rules(int block) {
        ArrayNode rules = add("Microsoft.Network/networkSecurityGroups", "block-" + block + "-nsg")
                .putArray("securityRules");
        rule(rules, block, "allow-https", 443, 300);
        if (block % 5 == 4) {
            rule(rules, block, "allow-ssh", 22, 310);
        }
    }

    private void rule(ArrayNode rules, int block, String name, int port, int priority) {
        ObjectNode rule =
                rules.addObject().put("name", name).put("id", securityGroup(block) + "/securityRules/" + name);
        rule.put("type", "Microsoft.Network/networkSecurityGroups/securityRules");
        rule.putObject("properties")
                .put("protocol", "Tcp")
                .put("sourcePortRange", "*")
                .put("destinationPortRange", Integer.toString(port))
                .put("sourceAddressPrefix", "Internet")
                .put("destinationAddressPrefix", "*")
                .put("access", "Allow")
                .put("priority", priority)
                .put("direction", "Inbound");
    }

    private void machine(int i) {
        String name = String.format(Locale.ROOT, "fleet-%05d", i + 1);
        int block = i / BLOCK;
        boolean isPublic = i % 10 == 0;
        String nic = id("Microsoft.Network/networkInterfaces", name + "-nic");
        String vm = id("Microsoft.Compute/virtualMachines", name);
        String publicIp = id("Microsoft.Network/publicIPAddresses", name + "-ip");
        ObjectNode nicBody =
                add("Microsoft.Network/networkInterfaces", name + "-nic").put("primary", true);
        ObjectNode configuration =
                nicBody.putArray("ipConfigurations").addObject().put("name", "ipconfig1");
        configuration.put("id", nic + "/ipConfigurations/ipconfig1");
        ObjectNode address = configuration.putObject("properties").put("primary", true);
        address.put("privateIPAddress", address(block, 4 + i % BLOCK)).put("privateIPAddressVersion", "IPv4");
        address.put("privateIPAllocationMethod", "Static");
        reference(address, "subnet", subnet(block));
        if (isPublic) {
            reference(address, "publicIPAddress", publicIp);
            publicAddress(name + "-ip", i, nic + "/ipConfigurations/ipconfig1");
        }
        reference(nicBody, "virtualMachine", vm);
        if (block % 2 == 0 && i % BLOCK != BLOCK - 1) {
            reference(nicBody, "networkSecurityGroup", securityGroup(block));
        }
        ObjectNode machine = add("Microsoft.Compute/virtualMachines", name);
        machine.put("vmId", String.format(Locale.ROOT, "66666666-0000-0000-0002-%012d", i + 1));
        machine.putObject("hardwareProfile").put("vmSize", "Standard_B2s");
        machine.putObject("storageProfile")
                .putObject("osDisk")
                .put("osType", i % 4 == 3 ? "Windows" : "Linux")
                .put("name", name + "-os")
                .put("createOption", "FromImage");
        machine.putObject("osProfile").put("computerName", name).put("adminUsername", "azureuser");
        ObjectNode first = machine.putObject("networkProfile")
                .putArray("networkInterfaces")
                .addObject()
                .put("id", nic);
        first.putObject("properties").put("primary", true);
    }

    private void publicAddress(String name, int i, String configuration) {
        ObjectNode address = add("Microsoft.Network/publicIPAddresses", name);
        address.put("ipAddress", "198.18." + i / 10 / 250 + "." + (1 + i / 10 % 250));
        address.put("publicIPAddressVersion", "IPv4").put("publicIPAllocationMethod", "Static");
        reference(address, "ipConfiguration", configuration);
    }

    private ObjectNode add(String type, String name) {
        ObjectNode resource = resources.addObject().put("id", id(type, name)).put("name", name);
        return resource.put("type", type).put("location", LOCATION).putObject("properties");
    }

    private String id(String type, String name) {
        return group + "/providers/" + type + "/" + name;
    }

    private String subnet(int block) {
        return id("Microsoft.Network/virtualNetworks", "fleet-vnet") + "/subnets/block-" + block;
    }

    private String securityGroup(int block) {
        return id("Microsoft.Network/networkSecurityGroups", "block-" + block + "-nsg");
    }

    private static void reference(ObjectNode holder, String member, String id) {
        holder.putObject(member).put("id", id);
    }

    /** Blocks are 64 addresses long, from 10.128.0.0 on. */
    private static String address(int block, int host) {
        int offset = block * 64 + host;
        return "10." + (128 + (offset >> 16)) + "." + (offset >> 8 & 255) + "." + (offset & 255);
    }
}
