package io.postern.request.domain;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what a list of VMs is sorted, and whether backwards; VMs of which it is the same are in the order of their ids. */
public record VmOrder(By by, boolean backwards) {
    /** What it can be. */
    public enum By {
        NAME("name"),
        GROUP("resourceGroup"),
        HEALTH("health"),
        LAST_ACCESS("lastAccess");

        private final String word;

        By(String word) {
            this.word = word;
        }
    }

    /** Reads {@code name}, or {@code -name} for backwards; empty when there is no such order. */
    public static Optional<VmOrder> named(String text) {
        boolean backwards = text.startsWith("-");
        String word = backwards ? text.substring(1) : text;
        return Arrays.stream(By.values())
                .filter(by -> by.word.equals(word))
                .findFirst()
                .map(by -> new VmOrder(by, backwards));
    }

    /** All that there are, in words. */
    public static String all() {
        return Stream.of(By.values()).map(by -> by.word).collect(Collectors.joining(", "));
    }
}
