package io.postern.arm;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Turns resource ids and Azure's own links into URLs of one endpoint; a link to anywhere else is refused. */
record ArmUrls(URI endpoint) {

    String of(String path, String apiVersion, Map<String, String> query) {
        return path.startsWith("/") ? ofResource(path, apiVersion, query) : ofLink(path);
    }

    private String ofResource(String path, String apiVersion, Map<String, String> query) {
        StringBuilder url = new StringBuilder(endpoint.toString().replaceAll("/+$", ""))
                .append(escaped(path))
                .append("?api-version=")
                .append(encoded(apiVersion));
        new TreeMap<>(query)
                .forEach((name, value) ->
                        url.append('&').append(name).append('=').append(encoded(value)));
        return url.toString();
    }

    /** A token of ours must not follow a link to a foreign host. */
    private String ofLink(String link) {
        try {
            URI uri = new URI(link.replace(" ", "%20"));
            if (endpoint.getScheme().equalsIgnoreCase(uri.getScheme())
                    && endpoint.getAuthority().equalsIgnoreCase(uri.getAuthority())) {
                return uri.toString();
            }
        } catch (URISyntaxException e) {
            throw new ArmFailure(0, "UnreadableLink", "Azure gave a link that is no URL", e);
        }
        throw new ArmFailure(0, "ForeignLink", "Azure gave a link that leads away from " + endpoint);
    }

    private static String escaped(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a resource id: " + path, e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
