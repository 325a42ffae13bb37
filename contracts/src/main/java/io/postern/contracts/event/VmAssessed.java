package io.postern.contracts.event;

import io.postern.contracts.id.NsgId;
import io.postern.contracts.id.VmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the enforcer sees of a VM in Azure: its network boundaries, and whether a baseline really protects it. */
public record VmAssessed(
        VmId vm,
        String location,
        String os,
        List<NetworkInterface> interfaces,
        JitStatus status,
        @Nullable String reason)
        implements PosternEvent {
    public VmAssessed {
        interfaces = List.copyOf(interfaces);
    }

    @Override
    public String subject() {
        return vm.key();
    }

    /** A network interface of the VM with the NSG that guards it, if any. */
    public record NetworkInterface(
            String id,
            List<String> privateAddresses,
            @Nullable NsgId nsg) {
        public NetworkInterface {
            privateAddresses = List.copyOf(privateAddresses);
        }
    }

    /** Whether just-in-time access holds on a VM. */
    public enum JitStatus {
        NOT_CONFIGURED,
        PROTECTED,
        BYPASSED,
        UNSUPPORTED
    }
}
