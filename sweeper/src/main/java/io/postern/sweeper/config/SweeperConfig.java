package io.postern.sweeper.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the sweeper. */
@ConfigMapping(prefix = "postern")
public interface SweeperConfig {
    /** The installation whose rules are swept, as in their names: 1 to 12 lower-case letters and digits. */
    String instance();

    Azure azure();

    Sweeper sweeper();

    /** Where Azure is, and who the sweeper is there. */
    interface Azure {
        /** Azure Resource Manager. */
        @WithDefault("https://management.azure.com")
        URI armEndpoint();

        /** Microsoft Entra, which gives the tokens. */
        @WithDefault("https://login.microsoftonline.com")
        URI authorityHost();

        /** What tokens are asked for; other clouds than the public one name their own. */
        @WithDefault("https://management.azure.com")
        URI resource();

        /** The Entra tenant of the sweeper's identity. */
        String tenant();

        /** The subscriptions to sweep. */
        List<String> subscriptions();

        /** The service principal, or which managed identity of the host; none: the host's only one. */
        Optional<String> clientId();

        /** A file that holds the secret of the service principal; none: managed or workload identity. */
        Optional<Path> clientSecretFile();

        /** How long one call may take. */
        @WithDefault("PT10S")
        Duration timeout();
    }

    /** The rhythm of the passes. */
    interface Sweeper {
        /** From the start of one pass to the start of the next. */
        @WithDefault("PT15S")
        Duration interval();

        /** How long after its end a rule is left to the enforcer. */
        @WithDefault("PT3S")
        Duration grace();

        /** How long a pass waits for its removals; what takes longer goes on beside the next pass. */
        @WithDefault("PT10S")
        Duration longest();

        /** From how many overdue rules of one NSG on they go in one write of the whole NSG, if the sweeper may write it. */
        @WithDefault("2")
        int bulkFrom();

        /** How long one rule is asked after until it is seen gone; then the next pass begins anew with it. */
        @WithDefault("PT20S")
        Duration patience();

        /** The same for a firewall, which takes minutes for a change. */
        @WithDefault("PT10M")
        Duration firewallPatience();
    }
}
