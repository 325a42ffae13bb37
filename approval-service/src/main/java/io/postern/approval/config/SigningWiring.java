package io.postern.approval.config;

import io.postern.approval.adapter.jws.CompactSigner;
import io.postern.approval.adapter.jws.JwsSigner;
import io.postern.approval.adapter.jws.KeyVaultSigner;
import io.postern.approval.adapter.jws.SigningKeyFile;
import io.postern.approval.app.ApprovalSigner;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds the key that approvals are signed with: in Azure Key Vault, or in a file. */
@Singleton
public class SigningWiring {
    private static final Logger LOG = Logger.getLogger("io.postern.approval");

    @Produces
    @Singleton
    ApprovalSigner signer(Settings settings, ArmSettings caller) {
        try {
            return new JwsSigner(key(settings, caller), settings.instance());
        } catch (IllegalStateException e) {
            // Without its key the service does not start; the sentence that says why gets a line of its own
            LOG.fatal(e.getMessage());
            throw e;
        }
    }

    private static CompactSigner key(Settings settings, ArmSettings caller) {
        Optional<URI> vaultKey = settings.approval().keyVaultKey();
        if (vaultKey.isPresent()) {
            return new KeyVaultSigner(
                    vaultKey.get(),
                    ArmClient.connect(caller.at(vaultKey.get(), settings.azure().vaultResource()))
                            .pipeline());
        }
        return SigningKeyFile.at(settings.approval()
                .signingKeyFile()
                .orElseThrow(() -> new IllegalStateException("There is no key to sign approvals with: set"
                        + " POSTERN_APPROVAL_SIGNING_KEY_FILE or POSTERN_APPROVAL_KEY_VAULT_KEY.")));
    }
}
