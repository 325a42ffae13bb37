package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * What somebody else's collection takes of a firewall, apart from what its network rules say: the number of its priority, and
 * public ports that it forwards.
 *
 * @param rule the collection and, for what it forwards, the rule in it
 * @param priority taken for collections of both kinds, so that an opening can have one number
 * @param protocols what is forwarded; none for a collection that is named for its priority alone
 * @param publicAddresses the addresses at which packets come
 * @param publicPorts the ports at which they come, as Azure spells them
 * @param address where they are led; empty if that is not known, or nowhere
 * @param port the port there
 */
public record Claim(
        String rule,
        int priority,
        List<String> protocols,
        List<String> publicAddresses,
        List<String> publicPorts,
        String address,
        String port) {
    public Claim {
        protocols = List.copyOf(protocols);
        publicAddresses = List.copyOf(publicAddresses);
        publicPorts = List.copyOf(publicPorts);
    }

    /** A collection that forwards nothing. */
    public Claim(String collection, int priority) {
        this(collection, priority, List.of(), List.of(), List.of(), "", "");
    }

    public boolean forwards() {
        return !publicPorts.isEmpty();
    }

    /** The ports that may be taken at a public address; what cannot be read may be any. */
    public List<PortSpan> portsAt(String publicAddress) {
        boolean elsewhere = !publicAddresses.isEmpty()
                && publicAddresses.stream()
                        .noneMatch(taken -> Prefixes.block(taken)
                                .map(block -> block.contains(Cidr.parse(publicAddress)))
                                .orElse(true));
        return elsewhere
                ? List.of()
                : publicPorts.stream()
                        .map(words -> PortSpan.parse(words).orElse(PortSpan.EVERY))
                        .toList();
    }

    /** Whether packets may be led to one of these addresses and ports; a name instead of an address may mean any. */
    public boolean leadsTo(List<String> addresses, List<String> ports, Protocol protocol) {
        Optional<Cidr> to = Prefixes.block(address);
        return forwards()
                && (to.isEmpty() || addresses.stream().map(Cidr::parse).anyMatch(to.get()::contains))
                && (port.isEmpty() || ports.contains(port))
                && (protocol == Protocol.ANY
                        || protocols.stream()
                                .anyMatch(word -> word.equals("*") || word.equalsIgnoreCase(protocol.ruleWord())));
    }
}
