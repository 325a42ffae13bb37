package io.postern.approval.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of approval-service. */
@ConfigMapping(prefix = "postern")
public interface Settings {
    /** The installation's name: who an approval is issued by and for. */
    String instance();

    /** How it decides. */
    Approval approval();

    /** Where it reads rights. */
    Azure azure();

    /** How approval-service decides. */
    interface Approval {
        /** A private JWK with a kid (Ed25519, or EC P-256), or a set whose first signs; not needed with a key vault. */
        Optional<Path> signingKeyFile();

        /** The id, with its version, of a P-256 key in Azure Key Vault; then approvals are signed there. */
        Optional<URI> keyVaultKey();

        /** The bots that may bring verdicts, with their public keys. None unless named. */
        Optional<Path> botsFile();

        /** How many verdicts a minute one bot may bring in a person's name before their yes counts no more. */
        @WithDefault("30")
        int botDecisionsPerMinute();

        /** The approval policy: YAML, taken up anew when it changes. */
        Path policyFile();

        /**
         * The authentication context (such as {@code c1}) by which a token proves a fresh sign-in with more than a password;
         * without it, multi-factor authentication does.
         */
        Optional<String> authenticationContext();

        /** The page on which an approver confirms with a fresh sign-in; {requestId} stands for the request's id. */
        @WithDefault("/approvals/{requestId}")
        String confirmUrl();

        /** How long after a decision an access with a duration may still begin. */
        @WithDefault("PT15M")
        Duration openingDelay();
    }

    /** Where approval-service reads rights, and as whom. */
    interface Azure {
        /** Azure Resource Manager. */
        @WithDefault("https://management.azure.com")
        URI armEndpoint();

        /** Where tokens come from. */
        @WithDefault("https://login.microsoftonline.com")
        URI authorityHost();

        /** What tokens are asked for. */
        @WithDefault("https://management.azure.com")
        URI resource();

        /** Microsoft Graph, which tells who is in which group. */
        @WithDefault("https://graph.microsoft.com")
        URI graphEndpoint();

        /** What tokens for Microsoft Graph are asked for. */
        @WithDefault("https://graph.microsoft.com")
        URI graphResource();

        /** What tokens for Azure Key Vault are asked for. */
        @WithDefault("https://vault.azure.net")
        URI vaultResource();

        /** The Entra tenant. */
        String tenant();

        /** The service principal, or which managed identity. */
        Optional<String> clientId();

        /** A file with the service principal's secret; without it, the identity that the host gives. */
        Optional<Path> clientSecretFile();

        /** How long one call may take. */
        @WithDefault("PT5S")
        Duration timeout();
    }
}
