package io.postern.portal.adapter.services;

import io.postern.contracts.id.VmId;
import io.postern.portal.app.Answer;
import io.postern.portal.app.machine.Machines;
import io.postern.portal.domain.machine.Machine;
import io.postern.portal.domain.machine.MachineFilter;
import io.postern.portal.domain.machine.MachinePolicy;
import io.postern.portal.domain.machine.MachinePolicy.Conditions;
import io.postern.portal.domain.machine.MachineSlice;
import io.postern.portal.domain.machine.OfferedPort;
import io.postern.portal.domain.machine.Protected;
import io.postern.portal.domain.machine.ResourceGroup;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** VMs and policies over request-service's API. */
public final class MachinesOverHttp implements Machines {
    private static final String VMS = "/api/v1/virtual-machines";

    private final ServiceCalls calls;
    private final Upstream service;

    /** A list in an answer. */
    record Groups(List<ResourceGroup> value) {}

    public MachinesOverHttp(ServiceCalls calls, Upstream service) {
        this.calls = calls;
        this.service = service;
    }

    @Override
    public Answer<MachineSlice> slice(MachineFilter filter, int most) {
        String path = Query.of(VMS)
                .with("list", filter.list().word())
                .with("name", filter.name())
                .with("health", filter.health())
                .with("subscription", filter.wantedSubscription())
                .with("resourceGroup", filter.wantedGroup())
                .with("order", filter.order().word())
                .with("after", filter.after())
                .with("limit", String.valueOf(most))
                .toString();
        return calls.get(service, path, MachineSlice.class);
    }

    @Override
    public Answer<List<ResourceGroup>> groups() {
        Answer<Groups> groups = calls.get(service, VMS + "/resource-groups", Groups.class);
        return groups.map(Groups::value);
    }

    @Override
    public Answer<Machine> one(VmId vm) {
        return calls.get(service, path(vm), Machine.class);
    }

    @Override
    public Answer<MachinePolicy> policy(VmId vm) {
        return calls.get(service, path(vm) + "/jit-policy", MachinePolicy.class);
    }

    @Override
    public Answer<MachinePolicy> put(VmId vm, List<OfferedPort> ports, Conditions demands, String etag) {
        Map<String, String> only = etag.isEmpty() ? Map.of("If-None-Match", "*") : Map.of("If-Match", etag);
        return calls.send(service, "PUT", path(vm) + "/jit-policy", body(ports, demands), only, MachinePolicy.class);
    }

    @Override
    public Answer<Gone> remove(VmId vm, String etag) {
        return calls.delete(
                service, path(vm) + "/jit-policy", etag.isEmpty() ? Map.of() : Map.of("If-Match", etag), Gone.class);
    }

    @Override
    public Answer<Protected> protect(List<String> vms, boolean all) {
        Map<String, Object> body = new HashMap<>(Map.of("virtualMachines", vms));
        if (all) {
            body.put("ports", "all");
        }
        return calls.post(service, VMS + "/protect", body, Protected.class);
    }

    private static Map<String, Object> body(List<OfferedPort> ports, Conditions demands) {
        Map<String, Object> conditions = new HashMap<>(Map.of(
                "privateNetwork", demands.privateNetwork(),
                "anySource", demands.anySource(),
                "widestSource",
                        Map.of(
                                "ipv4",
                                demands.widestSource().ipv4(),
                                "ipv6",
                                demands.widestSource().ipv6()),
                "mfa", demands.mfa()));
        String context = demands.authenticationContext();
        if (context != null) {
            conditions.put("authenticationContext", context);
        }
        return Map.of(
                "ports",
                ports.stream()
                        .map(port -> Map.of(
                                "port", port.port(),
                                "protocol", port.protocol(),
                                "allowedSources", port.allowedSources(),
                                "maxDuration", port.maxDuration()))
                        .toList(),
                "conditions",
                conditions);
    }

    /** The slashes of an id stay slashes, and nothing else in it is one. */
    private static String path(VmId vm) {
        return VMS + Arrays.stream(vm.value().split("/", -1)).map(Query::part).collect(Collectors.joining("/"));
    }
}
