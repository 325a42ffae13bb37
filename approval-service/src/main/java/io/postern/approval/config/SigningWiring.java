package io.postern.approval.config;

import io.postern.approval.adapter.jws.CompactSigner;
import io.postern.approval.adapter.jws.JwsSigner;
import io.postern.approval.adapter.jws.SigningKeyFile;
import io.postern.approval.app.ApprovalSigner;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Finds the key that approvals are signed with. */
@Singleton
public class SigningWiring {
    private static final Logger LOG = Logger.getLogger("io.postern.approval");

    @Produces
    @Singleton
    ApprovalSigner signer(Settings settings) {
        return new JwsSigner(key(settings.approval()), settings.instance());
    }

    /** Without its key the service does not start; the sentence that says why gets a line of its own. */
    private static CompactSigner key(Settings.Approval approval) {
        try {
            return SigningKeyFile.at(approval.signingKeyFile()
                    .orElseThrow(() -> new IllegalStateException(
                            "There is no key to sign approvals with: set POSTERN_APPROVAL_SIGNING_KEY_FILE.")));
        } catch (IllegalStateException e) {
            LOG.fatal(e.getMessage());
            throw e;
        }
    }
}
