package io.postern.request.adapter.arm;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.JitPolicy;
import io.postern.request.domain.VmPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JIT policy as Azure shows one. */
public record PolicyView(Properties properties, String kind, String location, String id, String name, String type) {
    private static final String TYPE = "Microsoft.Security/locations/jitNetworkAccessPolicies";

    /** A page of policies. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Listed(List<PolicyView> value, @Nullable String nextLink) {}

    /** The contents of a policy, with what has been asked for under it lately. */
    public record Properties(List<VmView> virtualMachines, List<AccessView> requests, String provisioningState) {}

    /** One VM; {@code postern} is what Azure's policies cannot say. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VmView(
            String id,
            List<PortView> ports,
            @Nullable String publicIpAddress,
            @Nullable ConditionsBody postern) {
        /** A firewall's address that the policy does not name is told by what is open through it. */
        static VmView of(VmPolicy vm, List<AccessRequest> history, Instant now) {
            Optional<String> firewall = Optional.ofNullable(vm.publicIpAddress())
                    .or(() -> history.stream()
                            .flatMap(request -> AccessViews.firewall(request, vm.vm(), now).stream())
                            .findFirst());
            return new VmView(
                    vm.vm().value(),
                    vm.ports().stream().map(PortView::of).toList(),
                    firewall.orElse(null),
                    ConditionsBody.of(vm.conditions()));
        }
    }

    /** One port; a single source stands in the singular property, several in the plural one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PortView(
            int number,
            String protocol,
            @Nullable String allowedSourceAddressPrefix,
            @Nullable List<String> allowedSourceAddressPrefixes,
            String maxRequestAccessDuration) {
        static PortView of(PortLimit limit) {
            List<String> sources = limit.allowedSources();
            return new PortView(
                    limit.access().port().number(),
                    limit.access().protocol().policyWord(),
                    sources.size() == 1 ? sources.getFirst() : null,
                    sources.size() == 1 ? null : sources,
                    limit.maxDuration().toString());
        }
    }

    static PolicyView of(JitPolicy policy, List<AccessRequest> history, Instant now) {
        Set<VmId> vms = policy.vms().stream().map(VmPolicy::vm).collect(Collectors.toSet());
        return new PolicyView(
                new Properties(
                        policy.vms().stream()
                                .map(vm -> VmView.of(vm, history, now))
                                .toList(),
                        history.stream()
                                .map(request -> AccessViews.of(request, vms, now))
                                .toList(),
                        "Succeeded"),
                policy.kind(),
                policy.id().location(),
                policy.id().value(),
                policy.id().name(),
                TYPE);
    }
}
