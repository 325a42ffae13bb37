package io.postern.portal.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the portal. */
@ConfigMapping(prefix = "postern.portal")
public interface PortalSettings {
    /** Where request-service is. */
    @WithDefault("http://127.0.0.1:8081")
    URI requestUrl();

    /** Where approval-service is. */
    @WithDefault("http://127.0.0.1:8082")
    URI approvalUrl();

    /** Where enforcer-service is. */
    @WithDefault("http://127.0.0.1:8083")
    URI enforcerUrl();

    /** Where audit-service is. */
    @WithDefault("http://127.0.0.1:8085")
    URI auditUrl();

    /** How long a page waits for a service's whole answer. */
    @WithDefault("PT3S")
    Duration patience();

    /** How long the order to close everything waits for the enforcer, which has much to write before it answers. */
    @WithDefault("PT30S")
    Duration orderPatience();

    /** The address that calls to the services come from, for services that believe only known proxies; any by default. */
    Optional<InetAddress> from();

    /** How people stay signed in. */
    Session session();

    /** Settings of sessions. */
    interface Session {
        /** A file of at least 32 secret bytes, the same for all portals: what tokens are sealed with. */
        Path keyFile();

        /** How long after the sign-in a session ends, whatever happens. */
        @WithDefault("PT12H")
        Duration longest();

        /** How long after the last page it ends. */
        @WithDefault("PT2H")
        Duration idle();

        /** How many browsers one person may be signed in with. */
        @WithDefault("20")
        int perPerson();
    }
}
