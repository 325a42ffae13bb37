package io.postern.cli.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What somebody asks for: these ports of these VMs, for so long, and why.
 *
 * @param emergency what was typed to confirm that nobody is to be asked first: the names of the VMs
 */
public record AccessWish(
        List<String> vms,
        List<Integer> ports,
        List<String> sources,
        Duration duration,
        String reason,
        Optional<String> ticket,
        Optional<String> emergency) {
    public AccessWish {
        vms = List.copyOf(vms);
        ports = List.copyOf(ports);
        sources = List.copyOf(sources);
    }

    /** A wish that is no emergency. */
    public AccessWish(
            List<String> vms,
            List<Integer> ports,
            List<String> sources,
            Duration duration,
            String reason,
            Optional<String> ticket) {
        this(vms, ports, sources, duration, reason, ticket, Optional.empty());
    }

    ObjectNode body(UnaryOperator<String> vmId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode targets = body.putArray("targets");
        for (String vm : vms) {
            ArrayNode wanted = targets.addObject().put("vm", vmId.apply(vm)).putArray("ports");
            ports.forEach(wanted::add);
        }
        if (!sources.isEmpty()) {
            ArrayNode from = body.putArray("sources");
            sources.forEach(from::add);
        }
        body.put("duration", duration.toString());
        body.put("justification", reason);
        ticket.ifPresent(text -> body.put("ticket", text));
        emergency.ifPresent(typed -> body.putObject("breakGlass").put("confirm", typed));
        return body;
    }
}
