package io.postern.cli.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.CommandFailure;
import io.postern.cli.api.ServiceAddresses;
import io.postern.cli.stack.Addresses;
import java.net.URI;
import java.net.URISyntaxException;

/** An installation of Postern, as a person's command line knows it: who signs people in, and where the services are. */
public record Profile(String name, URI issuer, String clientId, String scope, ServiceAddresses services) {
    public static final String LOCAL = "local";
    public static final String CLIENT = "postern-cli";
    public static final String SCOPE = "openid profile offline_access api://postern/.default";

    /** The local stack. */
    public static Profile local(Addresses addresses) {
        return new Profile(LOCAL, addresses.issuer(), CLIENT, SCOPE, ServiceAddresses.local(addresses));
    }

    /** Whether it is the local stack, which has demo people and stand-ins for VMs. */
    public boolean isLocal() {
        return name.equals(LOCAL);
    }

    static Profile of(String name, JsonNode json) {
        return new Profile(
                name,
                safe(json.path("issuer").asText()),
                json.path("clientId").asText(CLIENT),
                json.path("scope").asText(SCOPE),
                new ServiceAddresses(
                        safe(json.path("requests").asText()),
                        safe(json.path("approvals").asText()),
                        safe(json.path("enforcer").asText())));
    }

    /** The profile as it is kept and shown. */
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("issuer", issuer.toString())
                .put("clientId", clientId)
                .put("scope", scope)
                .put("requests", services.requests().toString())
                .put("approvals", services.approvals().toString())
                .put("enforcer", services.enforcer().toString());
    }

    /** An address that tokens may be sent to: HTTPS, or this machine. */
    public static URI safe(String text) {
        try {
            URI address = new URI(text);
            String host = address.getHost();
            if (host != null
                    && ("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && isHere(host)))) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new CommandFailure("'" + text + "' is no address: write https://host.", e);
        }
        throw new CommandFailure("'" + text + "' is no address that tokens may be sent to: write https://host.");
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.[0-9.]+");
    }
}
