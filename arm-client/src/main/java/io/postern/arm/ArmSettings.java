package io.postern.arm;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where Azure Resource Manager is and who calls it. With a client id and a secret file the caller is that service
 * principal; otherwise the workload or managed identity that the host gives (the client id then names which).
 */
public record ArmSettings(
        URI endpoint,
        URI authorityHost,
        String tenant,
        Optional<String> clientId,
        Optional<Path> clientSecretFile,
        Duration timeout,
        URI resource) {

    /** The resource that tokens are asked for in Azure's public cloud. */
    public static final URI PUBLIC_RESOURCE = URI.create("https://management.azure.com");

    public ArmSettings {
        if (clientSecretFile.isPresent() && clientId.isEmpty()) {
            throw new IllegalArgumentException("a client secret file needs the client id that the secret belongs to");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout of Azure calls must be positive");
        }
    }

    public ArmSettings(
            URI endpoint,
            URI authorityHost,
            String tenant,
            Optional<String> clientId,
            Optional<Path> clientSecretFile,
            Duration timeout) {
        this(endpoint, authorityHost, tenant, clientId, clientSecretFile, timeout, PUBLIC_RESOURCE);
    }

    /** The same caller and patience at another service of Azure's, such as Microsoft Graph. */
    public ArmSettings at(URI service, URI itsResource) {
        return new ArmSettings(service, authorityHost, tenant, clientId, clientSecretFile, timeout, itsResource);
    }

    String scope() {
        return resource.toString().replaceAll("/+$", "") + "/.default";
    }
}
