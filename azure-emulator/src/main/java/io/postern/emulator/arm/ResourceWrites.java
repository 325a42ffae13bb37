package io.postern.emulator.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.ResourceType;
import io.postern.emulator.world.Stored;
import io.postern.emulator.world.World;
import java.util.Map;
import java.util.Optional;

/** Writes whole resources: what is not in the body is gone afterwards, rules included. */
final class ResourceWrites {
    /** The writes that take their time, and their names. */
    private static final Map<ResourceType, String> OPERATIONS = Map.of(
            ResourceType.NETWORK_SECURITY_GROUPS, "PutNetworkSecurityGroupOperation",
            ResourceType.AZURE_FIREWALLS, "PutAzureFirewallOperation");

    private final World world;
    private final Operations operations;
    private final Views views;

    ResourceWrites(World world, Operations operations, Views views) {
        this.world = world;
        this.operations = operations;
        this.views = views;
    }

    Reply put(Call call, Address address) {
        Names.check(address.name().orElseThrow());
        Optional<Stored> before = world.find(address.resourceId());
        Preconditions.checkPut(call, before.map(Stored::etag));
        ObjectNode sent = Bodies.read(call);
        checkLocation(sent, before);
        checkNeighbours(address, sent, call);
        ObjectNode body =
                Bodies.stored(sent, address.resourceId(), address.type().text(), before.map(Stored::body));
        if (address.type().showsNested()) {
            body.withObjectProperty("properties").set(address.type().nested(), children(address, body));
        } else if (!address.type().nested().isEmpty()) {
            JsonNode kept =
                    before.map(Stored::children).orElseGet(() -> Json.object().putArray("none"));
            body.withObjectProperty("properties").set(address.type().nested(), kept);
        }
        if (address.type() == ResourceType.AZURE_FIREWALLS) {
            FirewallChecks.check(body.path("properties"));
        }
        Stored after = Stored.fresh(address.type(), body);
        world.put(after);
        String kind = OPERATIONS.getOrDefault(address.type(), "");
        int status = before.isPresent() ? 200 : 201;
        if (kind.isEmpty()) {
            return views.one(status, after, call.at());
        }
        Operation operation = operations.start(kind, after.id(), after.id(), call.at());
        return announced(views.one(status, after, call.at()), operation, call, after);
    }

    Reply delete(Call call, Address address) {
        Optional<Stored> resource = world.find(address.resourceId());
        if (resource.isEmpty()) {
            return Reply.of(204);
        }
        Stored gone = resource.get();
        Preconditions.checkDelete(call, gone.etag());
        operations.checkFree(gone.id(), call.at());
        if (gone.type() == ResourceType.NETWORK_SECURITY_GROUPS) {
            checkUnused(gone, call);
        }
        world.remove(gone);
        if (gone.type() == ResourceType.VIRTUAL_MACHINES) {
            detach(gone);
        }
        Operation operation = operations.start("DeleteOperation", gone.id(), gone.id(), call.at());
        return announced(Reply.of(202), operation, call, gone);
    }

    private void checkNeighbours(Address address, ObjectNode sent, Call call) {
        operations.checkFree(address.resourceId(), call.at());
        String group = sent.at("/properties/networkSecurityGroup/id").asText("");
        if (address.type() == ResourceType.NETWORK_INTERFACES && !group.isEmpty()) {
            operations.checkProvisioned(group, address.resourceId(), call.at());
        }
    }

    private static void checkLocation(ObjectNode sent, Optional<Stored> before) {
        String location = sent.path("location").asText("");
        if (location.isBlank()) {
            throw ArmError.badRequest("LocationRequired", "The location property is required for this definition.");
        }
        String plain = location.replace(" ", "");
        String held = before.map(b -> b.body().path("location").asText()).orElse(plain);
        if (!held.replace(" ", "").equalsIgnoreCase(plain)) {
            throw new ArmError(
                    409,
                    "InvalidResourceLocation",
                    "The resource already exists in location '" + held + "'. A resource with the same name cannot be"
                            + " created in location '" + location + "'.");
        }
    }

    private static ArrayNode children(Address address, ObjectNode body) {
        JsonNode sent = body.path("properties").path(address.type().nested());
        ArrayNode children = Json.object().putArray("children");
        for (JsonNode child : sent) {
            if (!(child instanceof ObjectNode object)
                    || !child.path("name").isTextual()
                    || !child.path("properties").isObject()) {
                throw ArmError.badRequest(
                        "InvalidRequestFormat",
                        "Cannot parse the request: each of " + address.type().nested() + " has a name and properties.");
            }
            String id = body.path("id").asText() + "/" + address.type().nested() + "/"
                    + child.path("name").asText();
            ObjectNode stored = Bodies.storedChild(
                    object, id, address.type().text() + "/" + address.type().nested(), Optional.empty());
            if (address.type() == ResourceType.NETWORK_SECURITY_GROUPS) {
                RuleChecks.check(id, (ObjectNode) stored.path("properties"));
            }
            children.add(stored);
        }
        if (address.type() == ResourceType.NETWORK_SECURITY_GROUPS) {
            GroupChecks.check(children);
        }
        return children;
    }

    private void checkUnused(Stored group, Call call) {
        JsonNode view = views.of(group, call.at()).path("properties");
        if (view.has("networkInterfaces") || view.has("subnets")) {
            throw ArmError.badRequest(
                    "InUseNetworkSecurityGroupCannotBeDeleted",
                    "Network security group " + group.id() + " cannot be deleted because it is in use by network"
                            + " interfaces or subnets.");
        }
    }

    // The interface outlives its VM, as in Azure without a delete option.
    private void detach(Stored vm) {
        for (Stored nic : world.all(ResourceType.NETWORK_INTERFACES)) {
            String owner = nic.properties().path("virtualMachine").path("id").asText();
            if (owner.equalsIgnoreCase(vm.id())) {
                nic.body().withObjectProperty("properties").remove("virtualMachine");
                world.changed(nic);
            }
        }
    }

    private Reply announced(Reply reply, Operation operation, Call call, Stored resource) {
        return operations.announced(
                reply,
                operation,
                call,
                resource.type().namespace(),
                resource.body().path("location").asText());
    }
}
