package io.postern.enforcer.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of enforcer-service. */
@ConfigMapping(prefix = "postern")
public interface Settings {
    /** The installation's name, in the name of every rule: 1 to 12 lower-case letters and digits. */
    String instance();

    /** How it enforces. */
    Enforcer enforcer();

    /** Where it enforces. */
    Azure azure();

    /** What it tells of virtual machines. */
    Inventory inventory();

    /** How enforcer-service enforces. */
    interface Enforcer {
        /** The JWK set of public keys that approvals may be signed with. */
        Path approvalKeysFile();

        /**
         * How far approval-service's clock may be ahead of ours. What it signs within that time after a panic stays shut, for it
         * may have been signed before.
         */
        @WithDefault("PT60S")
        Duration approvalSkew();

        /** The sweeper, whose heartbeat must be fresh before anything is opened. */
        URI sweeperUrl();

        /** request-service, the only one by whose word a VM is unprotected; without it, none ever is. */
        Optional<URI> requestUrl();

        /** Where tokens for request-service come from; the tenant's own endpoint at the authority host if not set. */
        Optional<URI> tokenUrl();

        /** How long access lasts at most that nobody was asked about in an emergency, whatever the approval says. */
        @WithDefault("PT1H")
        Duration breakGlassLongest();

        /** From how many pending changes on one NSG on they go in one write of the whole NSG. */
        @WithDefault("20")
        int bulkFrom();

        /**
         * Whether Azure is asked to look at connections that exist, too, when rules are taken away. It turns the NSG's own
         * {@code flushConnection} on, for good, and needs the right to write NSGs.
         */
        @WithDefault("false")
        boolean flushConnections();

        /** How many hundredths of the writes that Azure takes may be ours, for all instances together. */
        @WithDefault("30")
        int writeShare();
        /** The first of the priorities that openings are given; the rest is left to the customer and to baselines. */
        @WithDefault("100")
        int firstPriority();

        /** The last of them. */
        @WithDefault("999")
        int lastPriority();

        /** How often the sweeper is asked. */
        @WithDefault("PT2S")
        Duration heartbeatEvery();

        /** How often everything in Azure is looked at. */
        @WithDefault("PT60S")
        Duration scanEvery();

        /** How often due grants are looked for. */
        @WithDefault("PT1S")
        Duration dueEvery();
    }

    /** What is told of virtual machines besides their network. */
    interface Inventory {
        /** The tags that approval policies may ask for; all others stay in Azure. Set to nothing, all do. */
        @WithDefault("env,environment,stage,tier,criticality,application,team")
        Optional<List<String>> tags();
    }

    /** Where enforcer-service enforces, and as whom. */
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

        /** The Entra tenant. */
        String tenant();

        /** The subscriptions that are looked after. */
        List<String> subscriptions();

        /** The service principal, or which managed identity. */
        Optional<String> clientId();

        /** A file with the service principal's secret; without it, the identity that the host gives. */
        Optional<Path> clientSecretFile();

        /** How long one call may take. */
        @WithDefault("PT10S")
        Duration timeout();
    }
}
