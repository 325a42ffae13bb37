package io.postern.request.config;

import io.postern.contracts.net.Cidr;
import io.postern.request.domain.TrustedProxies;
import java.util.List;

/** Reads the setting that names trusted proxies. */
final class Proxies {
    private Proxies() {}

    static TrustedProxies parse(List<String> blocks) {
        return new TrustedProxies(blocks.stream().map(Proxies::block).toList());
    }

    private static Cidr block(String text) {
        try {
            return Cidr.parse(text.strip());
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "postern.request.trusted-proxies is a comma list of addresses and blocks, such as"
                            + " 10.1.0.0/16,2001:db8::7; '" + text + "' is none: " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
