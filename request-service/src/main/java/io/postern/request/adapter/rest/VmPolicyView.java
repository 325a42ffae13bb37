package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.request.adapter.rest.PolicyBody.ConditionsBody;
import io.postern.request.adapter.rest.VmView.PortView;
import io.postern.request.domain.CoveredVm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a JIT policy says of one VM, as the API shows it: conditions only when they are not the usual ones. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VmPolicyView(
        String virtualMachine,
        String policy,
        String etag,
        List<PortView> ports,
        @Nullable ConditionsBody conditions) {
    static VmPolicyView of(CoveredVm vm) {
        return new VmPolicyView(
                vm.rules().vm().value(),
                vm.policy().value(),
                vm.etag(),
                vm.rules().ports().stream().map(PortView::of).toList(),
                ConditionsBody.of(vm.rules().conditions()));
    }
}
