package io.postern.emulator.entra;

import java.util.Arrays;
import java.util.Optional;

/** What a token is for. */
public enum Audience {
    POSTERN("api://postern"),
    AZURE("https://management.azure.com"),
    /** The older name of Azure's own API, which az still asks for. */
    AZURE_CLASSIC("https://management.core.windows.net"),
    GRAPH("https://graph.microsoft.com");

    private final String uri;

    Audience(String uri) {
        this.uri = uri;
    }

    public String uri() {
        return uri;
    }

    /** Reads {@code scope} (with or without {@code /.default}, beside {@code openid} and the like) or {@code resource}. */
    public static Optional<Audience> asked(String scopeOrResource) {
        return Arrays.stream(scopeOrResource.split(" "))
                .map(word -> word.replaceFirst("/+\\.default$", "").replaceFirst("/+$", ""))
                .flatMap(word -> Arrays.stream(values()).filter(a -> a.uri.equalsIgnoreCase(word)))
                .findFirst();
    }
}
