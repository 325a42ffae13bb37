package io.postern.enforcer.domain.boundary;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.RuleShape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The baseline of one private address of a VM on one NSG: all protected ports in one rule. */
public record Deny(RuleName.Baseline name, String address, RuleShape shape) {
    /** The name for every address of a VM but the lowest. */
    static RuleName.Baseline name(String instance, VmId vm, String address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((vm.key() + " " + address).getBytes(StandardCharsets.UTF_8));
            return new RuleName.Baseline(instance, HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
