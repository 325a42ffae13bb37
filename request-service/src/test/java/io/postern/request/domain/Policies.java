package io.postern.request.domain;

import io.postern.contracts.event.AccessConditions;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed.JitStatus;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.util.List;

/** Policies to test with. */
public final class Policies {
    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

    private Policies() {}

    public static PolicyId policy(String name) {
        return new PolicyId(SUBSCRIPTION, "contoso", "westeurope", name);
    }

    public static VmId vm(String name) {
        return Requests.vm(name);
    }

    public static VmPolicy covering(String vm, PortLimit... ports) {
        return new VmPolicy(vm(vm), List.of(ports), AccessConditions.DEFAULT, null);
    }

    public static PortLimit port(int number) {
        return port(number, Duration.ofHours(3), "*");
    }

    public static PortLimit port(int number, Duration longest, String... sources) {
        return new PortLimit(new PortAccess(new Port(number), Protocol.ANY), List.of(sources), longest);
    }

    public static KnownVm seen(String vm) {
        return seen(vm, JitStatus.NOT_CONFIGURED);
    }

    public static KnownVm seen(String vm, JitStatus status) {
        return new KnownVm(vm(vm), "West Europe", "Linux", status, null, null, List.of());
    }
}
