package io.postern.request.config;

import io.postern.contracts.net.Cidr;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the setting that maps local addresses to public ones. */
final class SourceMap {
    private SourceMap() {}

    static Map<Cidr, Cidr> parse(List<String> pairs) {
        return pairs.stream()
                .map(pair -> pair.split("=", -1))
                .collect(Collectors.toMap(pair -> address(pair, 0), pair -> address(pair, 1)));
    }

    private static Cidr address(String[] pair, int side) {
        if (pair.length != 2) {
            throw new IllegalArgumentException(
                    "postern.request.source-map is a comma list of local=public, such as 127.0.0.1=203.0.113.7");
        }
        return Cidr.parse(pair[side].strip());
    }
}
