package io.postern.request.adapter.arm;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.request.adapter.arm.PolicyBody.PortBody;
import io.postern.request.adapter.arm.PolicyBody.VmBody;
import io.postern.request.domain.VmPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a body into what a policy is to say, or says which property cannot be; what is sensible is the domain's question. */
final class PolicyReader {
    private static final int MOST = 1000;

    private PolicyReader() {}

    static List<VmPolicy> vms(@Nullable PolicyBody body) {
        PolicyBody given = Given.required("body", body);
        PolicyBody.Properties properties = Given.required("properties", given.properties());
        return Given.each("properties.virtualMachines", properties.virtualMachines(), MOST, PolicyReader::vm);
    }

    private static VmPolicy vm(String where, @Nullable VmBody body) {
        VmBody vm = Given.required(where, body);
        ConditionsBody conditions = vm.postern();
        return new VmPolicy(
                Given.read(where + ".id", vm.id(), VmId::new),
                Given.each(where + ".ports", vm.ports(), MOST, PolicyReader::port),
                conditions == null
                        ? AccessConditions.DEFAULT
                        : Given.read(where + ".postern", conditions, ConditionsBody::conditions),
                vm.publicIpAddress());
    }

    private static PortLimit port(String where, @Nullable PortBody body) {
        PortBody port = Given.required(where, body);
        PortAccess access = new PortAccess(
                Given.read(where + ".number", port.number(), Port::new),
                Given.read(where + ".protocol", port.protocol(), Protocol::of));
        List<String> sources =
                Given.sources(where, port.allowedSourceAddressPrefix(), port.allowedSourceAddressPrefixes());
        if (sources.isEmpty()) {
            throw Given.wrong(where, "name allowedSourceAddressPrefix or allowedSourceAddressPrefixes");
        }
        return Given.read(
                where + ".maxRequestAccessDuration",
                port.maxRequestAccessDuration(),
                text -> new PortLimit(access, sources, Given.duration(text)));
    }
}
