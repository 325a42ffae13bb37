package io.postern.portal.domain.access;

import java.util.Optional;

/** The address that somebody is seen to come from. */
public record OwnAddress(String address, String kind) {
    public OwnAddress {
        address = Given.text(address);
        kind = Given.text(kind);
    }

    public boolean usable() {
        return kind.equals("public");
    }

    /** What is odd about it; {@code proxied}: the call came with the traces of a proxy. */
    public Optional<String> warning(boolean proxied) {
        return switch (kind) {
            case "public" ->
                proxied
                        ? Optional.of("Your browser reaches this page through a proxy. The VM may see another address"
                                + " when you connect: then name that one.")
                        : Optional.empty();
            case "private" ->
                Optional.of("This is an address inside a private network, such as a VPN. It only works for VMs that are"
                        + " reached over that network; for others name your public address.");
            case "shared" ->
                Optional.of("Your carrier shares this address out; the VM sees another one. Name the address that the"
                        + " internet sees.");
            case "unusable" -> Optional.of("No connection to a VM can come from this address; name another one.");
            default -> Optional.of("It is not clear which address you come from; name the one you will connect from.");
        };
    }
}
