package io.postern.emulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The world at its beginning: one JSON file. */
public record Seed(JsonNode json) {
    /** The built-in demo world. */
    public static Seed contoso() throws IOException {
        try (InputStream in = Seed.class.getResourceAsStream("/io/postern/emulator/contoso.json")) {
            if (in == null) {
                throw new IOException("the built-in seed contoso.json is missing from the class path");
            }
            return new Seed(Json.read(in.readAllBytes()));
        }
    }

    public static Seed file(Path file) throws IOException {
        return new Seed(Json.read(Files.readAllBytes(file)));
    }

    /** The same world with an empty resource group for a fleet, over which the rights are those of the first group. */
    public Seed withRoomForAFleet() {
        String like = json.path("resourceGroups").path(0).path("id").asText();
        String fleet = fleetGroup();
        ObjectNode larger = json.deepCopy();
        larger.withArrayProperty("resourceGroups")
                .addObject()
                .put("id", fleet)
                .put("name", "fleet")
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", "westeurope");
        for (JsonNode assignment : json.path("roleAssignments")) {
            if (assignment.path("properties").path("scope").asText().equalsIgnoreCase(like)) {
                larger.withArrayProperty("roleAssignments").add(moved(assignment, fleet));
            }
        }
        return new Seed(larger);
    }

    String fleetGroup() {
        return "/subscriptions/"
                + json.path("subscriptions").path(0).path("subscriptionId").asText() + "/resourceGroups/fleet";
    }

    private static ObjectNode moved(JsonNode assignment, String scope) {
        ObjectNode copy = assignment.deepCopy();
        String name = assignment.path("name").asText().replaceFirst("-0000-", "-0002-");
        copy.put("name", name).put("id", scope + "/providers/Microsoft.Authorization/roleAssignments/" + name);
        copy.withObjectProperty("properties").put("scope", scope);
        return copy;
    }

    public String tenant() {
        return json.path("tenant").asText();
    }

    public String domain() {
        return json.path("domain").asText();
    }

    public JsonNode subscriptions() {
        return json.path("subscriptions");
    }

    public JsonNode resourceGroups() {
        return json.path("resourceGroups");
    }

    public JsonNode resources() {
        return json.path("resources");
    }

    public Rights rights() {
        return new Rights(
                ManagementGroups.of(json.path("managementGroups")),
                json.path("roleDefinitions")
                        .valueStream()
                        .map(RoleDefinition::of)
                        .toList(),
                json.path("roleAssignments")
                        .valueStream()
                        .map(RoleAssignment::new)
                        .toList(),
                json.path("denyAssignments")
                        .valueStream()
                        .map(DenyAssignment::of)
                        .toList());
    }

    /** Who there is and who is in which group. */
    public Members members() {
        return Members.of(json);
    }

    /** A person by user name, with or without the domain. */
    public Optional<Person> person(String username) {
        return json.path("people")
                .valueStream()
                .filter(p -> username.equalsIgnoreCase(p.path("name").asText())
                        || username.equalsIgnoreCase(p.path("name").asText() + "@" + domain()))
                .map(this::person)
                .findFirst();
    }

    /** All people, in the file's order. */
    public List<Person> people() {
        return json.path("people").valueStream().map(this::person).toList();
    }

    private Person person(JsonNode p) {
        return new Person(
                p.path("name").asText(),
                p.path("oid").asText(),
                p.path("displayName").asText(),
                members().groupsOf(p.path("oid").asText()),
                texts(p.path("roles")),
                p.path("overage").asBoolean());
    }

    public Optional<Principal> principal(String clientId) {
        return json.path("principals")
                .valueStream()
                .filter(p -> clientId.equals(p.path("clientId").asText()))
                .map(p -> new Principal(
                        clientId, p.path("oid").asText(), texts(p.path("roles")), texts(p.path("graphRoles"))))
                .findFirst();
    }

    /** The loopback address that stands for each VM, by the VM's name. */
    public Map<String, InetAddress> vmAddresses() {
        return addresses("virtualMachines");
    }

    /** The loopback address that stands for the public one of each firewall, by the firewall's name. */
    public Map<String, InetAddress> firewallAddresses() {
        return addresses("firewalls");
    }

    /** Which public address a loopback client address stands for. */
    public Map<InetAddress, InetAddress> clientAddresses() {
        Map<InetAddress, InetAddress> clients = new LinkedHashMap<>();
        addresses("clients").forEach((from, to) -> clients.put(InetAddress.ofLiteral(from), to));
        return clients;
    }

    private Map<String, InetAddress> addresses(String member) {
        Map<String, InetAddress> addresses = new LinkedHashMap<>();
        json.path("loopback")
                .path(member)
                .properties()
                .forEach(e -> addresses.put(
                        e.getKey(), InetAddress.ofLiteral(e.getValue().asText())));
        return addresses;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
