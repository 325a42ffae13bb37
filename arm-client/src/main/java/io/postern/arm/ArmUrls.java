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
        return path.startsWith("/")
                ? resource(path) + "?api-version=" + encoded(apiVersion) + parameters('&', query)
                : ofLink(path);
    }

    /** For a service whose version is part of the path. */
    String of(String path, Map<String, String> query) {
        return path.startsWith("/") ? resource(path) + parameters('?', query) : ofLink(path);
    }

    private String resource(String path) {
        return endpoint.toString().replaceAll("/+$", "") + escaped(path);
    }

    private static String parameters(char first, Map<String, String> query) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(query)
                .forEach((name, value) -> text.append(text.isEmpty() ? first : '&')
                        .append(name)
                        .append('=')
                        .append(encoded(value)));
        return text.toString();
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
