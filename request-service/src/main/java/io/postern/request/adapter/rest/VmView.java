package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.event.VmAssessed.NetworkInterface;
import io.postern.contracts.event.VmAssessed.Posture;
import io.postern.contracts.id.BoundaryId;
import io.postern.request.domain.Health;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.ListedVm;
import io.postern.request.domain.PolicyId;
import io.postern.request.domain.VmUse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A VM as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VmView(
        String id,
        String name,
        String location,
        String os,
        String list,
        String health,
        @Nullable String healthReason,
        String status,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable String policy,
        @Nullable Long policyVersion,
        List<PortView> ports,
        List<InterfaceView> interfaces,
        @Nullable String firewall,
        List<Integer> openManagementPorts,
        long approvedRequests,
        boolean activeNow,
        @Nullable Instant lastAccess,
        RequestView.@Nullable Requester lastUser) {
    /** A port that a JIT policy offers. */
    public record PortView(int port, String protocol, List<String> allowedSources, String maxDuration) {
        static PortView of(PortLimit limit) {
            return new PortView(
                    limit.access().port().number(),
                    limit.access().protocol().policyWord(),
                    limit.allowedSources(),
                    limit.maxDuration().toString());
        }
    }

    /** A network interface with what guards it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InterfaceView(
            String id,
            List<String> privateAddresses,
            List<String> publicAddresses,
            @Nullable String subnet,
            List<String> nsgs,
            List<String> applicationSecurityGroups) {
        static InterfaceView of(NetworkInterface nic) {
            return new InterfaceView(
                    nic.id(),
                    nic.privateAddresses(),
                    nic.publicAddresses(),
                    nic.subnet(),
                    nic.nsgs().stream().map(BoundaryId::value).toList(),
                    nic.applicationSecurityGroups());
        }
    }

    static VmView of(ListedVm listed) {
        KnownVm vm = listed.known();
        Health health = listed.health();
        Optional<Posture> posture = Optional.ofNullable(vm.posture());
        Optional<PolicyId> policy = Optional.ofNullable(vm.policy());
        return new VmView(
                vm.vm().value(),
                vm.vm().name(),
                vm.location(),
                vm.os(),
                listed.list().word(),
                health.level().word(),
                health.reason(),
                vm.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                vm.statusReason(),
                listed.detail(),
                policy.map(PolicyId::value).orElse(null),
                policy.map(_ -> vm.policyVersion()).orElse(null),
                vm.ports().stream().map(PortView::of).toList(),
                listed.interfaces().stream().map(InterfaceView::of).toList(),
                posture.map(Posture::firewall).orElse(null),
                posture.map(Posture::openManagementPorts).orElse(List.of()),
                listed.use().approvedRequests(),
                listed.use().activeNow(),
                listed.use().lastAccess(),
                user(listed.use()));
    }

    private static RequestView.@Nullable Requester user(VmUse use) {
        return Optional.ofNullable(use.lastUser())
                .map(user ->
                        new RequestView.Requester(user.id().tenant(), user.id().oid(), user.name()))
                .orElse(null);
    }
}
