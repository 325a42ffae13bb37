package io.postern.enforcer.adapter.policies;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.domain.policy.PolicyAnswer;
import java.util.ArrayList;
import java.util.List;

/** A VM's policy as request-service shows it. What is not exactly of that form is an {@link IllegalArgumentException}. */
final class PolicyView {
    private PolicyView() {}

    static PolicyAnswer.Protected read(JsonNode view, VmId asked) {
        JsonNode vm = view.path("virtualMachine");
        if (!vm.isTextual() || !new VmId(vm.textValue()).equals(asked)) {
            throw new IllegalArgumentException("the answer is about another VM");
        }
        List<PortAccess> ports = new ArrayList<>();
        for (JsonNode port : view.path("ports")) {
            if (!port.path("port").isInt()) {
                throw new IllegalArgumentException("a port is a number");
            }
            ports.add(new PortAccess(
                    new Port(port.path("port").intValue()),
                    Protocol.of(port.path("protocol").asText())));
        }
        return new PolicyAnswer.Protected(ports, demands(view.path("conditions")));
    }

    /** Only what bounds sources; the rest is between request-service and the person. */
    private static AccessConditions demands(JsonNode conditions) {
        JsonNode widest = conditions.path("widestSource");
        AccessConditions none = AccessConditions.DEFAULT;
        return new AccessConditions(
                conditions.path("privateNetwork").asBoolean(none.privateNetwork()),
                conditions.path("anySource").asBoolean(none.anySource()),
                widest.path("ipv4").asInt(none.widestIpv4Prefix()),
                widest.path("ipv6").asInt(none.widestIpv6Prefix()),
                false,
                null);
    }
}
