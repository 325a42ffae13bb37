package io.postern.request.domain;

import io.postern.contracts.net.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The proxies whose word about where a call comes from is believed: each names the hop before it. */
public record TrustedProxies(List<Cidr> blocks) {
    public TrustedProxies {
        blocks = List.copyOf(blocks);
    }

    public boolean trusts(String peer) {
        return Hop.address(peer).filter(this::trusts).isPresent();
    }

    /**
     * The address that a call comes from: the last one on its way that is no trusted proxy. Should a trusted proxy name
     * something that is no address, that text is the answer, for nothing behind it can be believed.
     */
    public String origin(String peer, List<String> forwardedFor) {
        List<String> before = forwardedFor.stream()
                .filter(header -> !header.isBlank())
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(String::strip)
                .toList();
        String origin = Hop.address(peer).map(Hop::text).orElse(peer);
        for (String hop : before.reversed()) {
            if (!trusts(origin)) {
                return origin;
            }
            Optional<Cidr> address = Hop.address(hop);
            if (address.isEmpty()) {
                return hop;
            }
            origin = Hop.text(address.get());
        }
        return origin;
    }

    private boolean trusts(Cidr address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
