package io.postern.enforcer.domain.nsg;

import io.postern.contracts.net.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

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

    /** How much of what each carries the protocol of a rule means; one that Azure may yet invent might mean any. */
    static Function<Transport, Match> meantBy(String ruleWord) {
        String word = ruleWord.toUpperCase(Locale.ROOT);
        return switch (word) {
            case "*", "ANY" -> _ -> Match.ALL;
            case "TCP", "UDP", "ICMP", "ESP", "AH" -> {
                Transport only = valueOf(word);
                yield by -> Match.of(by == only);
            }
            default -> _ -> Match.SOME;
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
