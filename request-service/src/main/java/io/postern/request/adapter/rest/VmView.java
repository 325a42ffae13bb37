package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.contracts.event.PolicyChanged.PortLimit;
import io.postern.request.domain.KnownVm;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A VM as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VmView(
        String id,
        String name,
        String location,
        String os,
        String status,
        @Nullable String reason,
        List<PortView> ports) {
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

    static VmView of(KnownVm vm) {
        return new VmView(
                vm.vm().value(),
                vm.vm().name(),
                vm.location(),
                vm.os(),
                vm.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                vm.statusReason(),
                vm.ports().stream().map(PortView::of).toList());
    }
}
