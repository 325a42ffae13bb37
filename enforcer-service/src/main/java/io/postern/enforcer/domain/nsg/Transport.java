package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.Protocol;
import java.util.List;
import java.util.Locale;

/** What a packet is carried by, as far as the rules of an NSG tell it apart. */
public enum Transport {
    TCP(true),
    UDP(true),
    ICMP(false),
    ESP(false),
    AH(false);

    private final boolean hasPorts;

    Transport(boolean hasPorts) {
        this.hasPorts = hasPorts;
    }

    boolean hasPorts() {
        return hasPorts;
    }

    /** Whether the protocol of a rule means this; one that Azure may yet invent might. */
    Match meantBy(String ruleWord) {
        return switch (ruleWord.toUpperCase(Locale.ROOT)) {
            case "*", "ANY" -> Match.ALL;
            case "TCP", "UDP", "ICMP", "ESP", "AH" -> Match.of(name().equalsIgnoreCase(ruleWord));
            default -> Match.SOME;
        };
    }

    /** What a port can be asked for by: only what has ports. */
    static List<Transport> of(Protocol protocol) {
        return switch (protocol) {
            case TCP -> List.of(TCP);
            case UDP -> List.of(UDP);
            case ANY -> List.of(TCP, UDP);
        };
    }
}
