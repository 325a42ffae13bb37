package io.postern.contracts.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The protocol of a port, in the words of Azure's JIT policies. */
public enum Protocol {
    TCP("TCP", "Tcp"),
    UDP("UDP", "Udp"),
    ANY("*", "*");

    private final String policyWord;
    private final String ruleWord;

    Protocol(String policyWord, String ruleWord) {
        this.policyWord = policyWord;
        this.ruleWord = ruleWord;
    }

    @JsonValue
    public String policyWord() {
        return policyWord;
    }

    /** The spelling in a security rule of an NSG. */
    public String ruleWord() {
        return ruleWord;
    }

    @JsonCreator
    public static Protocol of(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TCP" -> TCP;
            case "UDP" -> UDP;
            case "*" -> ANY;
            default -> throw new IllegalArgumentException("a protocol is TCP, UDP or *");
        };
    }
}
