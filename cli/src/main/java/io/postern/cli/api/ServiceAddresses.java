package io.postern.cli.api;

import io.postern.cli.stack.Addresses;
import io.postern.cli.stack.PortName;
import java.net.URI;

/** Where the services that people talk to are reached. */
public record ServiceAddresses(URI requests, URI approvals, URI enforcer) {
    /** Those of the local stack. */
    public static ServiceAddresses local(Addresses addresses) {
        return new ServiceAddresses(
                addresses.http(PortName.REQUEST), addresses.http(PortName.APPROVAL), addresses.http(PortName.ENFORCER));
    }
}
