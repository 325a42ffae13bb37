package io.postern.request.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of request-service. */
@ConfigMapping(prefix = "postern.request")
public interface RequestSettings {
    /** Where the enforcer is reached to close access at once, and asked what an opening would change. */
    @WithDefault("http://127.0.0.1:8083")
    URI enforcerUrl();

    /** Where approval-service is asked what would become of a request. */
    @WithDefault("http://127.0.0.1:8082")
    URI approvalUrl();

    /** The token endpoint (client credentials) for calls to the enforcer. */
    URI tokenUrl();

    /** This service's own client id. */
    @WithDefault("postern-request")
    String clientId();

    /** The file that holds the secret of that client. */
    Path clientSecretFile();

    /** The shortest access that can be asked for. */
    @WithDefault("PT1M")
    Duration minDuration();

    /** What a default JIT policy allows at most. */
    @WithDefault("PT3H")
    Duration defaultMaxDuration();

    /** How many requests of one person may wait or be open at a time. */
    @WithDefault("200")
    int liveRequestsPerPerson();

    /** How many requests may wait or be open in the installation. */
    @WithDefault("10000")
    int liveRequests();

    /** Local addresses and the public ones they stand for, {@code local=public}; for demonstrations only. */
    Optional<List<String>> sourceMap();

    /** The proxies, as addresses and blocks, whose {@code X-Forwarded-For} is believed. */
    Optional<List<String>> trustedProxies();

    /** How many followers of requests (server-sent events) one instance takes. */
    @WithDefault("500")
    int followers();

    /** How many requests one person may follow at one instance at a time. */
    @WithDefault("20")
    int followersPerPerson();

    /** How many followers of all requests that they may read (open pages of the portal, say) one instance takes. */
    @WithDefault("2000")
    int listeners();

    /** How many of them may be one person's. */
    @WithDefault("40")
    int listenersPerPerson();

    /** The group whose members may see every request and revoke it. */
    Optional<String> approverGroup();
}
