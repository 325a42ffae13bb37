package io.postern.policy.cel;

import io.postern.contracts.net.Cidr;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Blocks of addresses as conditions write them; the same few are read again and again, and reading is slow. */
final class Blocks {
    private static final int SIZE = 1_024;

    private record Known(String text, Cidr block) {}

    private static final AtomicReferenceArray<Known> KNOWN = new AtomicReferenceArray<>(SIZE);

    private Blocks() {}

    static boolean within(String inner, String outer) {
        return block(outer).contains(block(inner));
    }

    private static Cidr block(String text) {
        int place = Math.floorMod(text.hashCode(), SIZE);
        Known there = KNOWN.get(place);
        if (there != null && there.text().equals(text)) {
            return there.block();
        }
        Cidr block = Cidr.parse(text);
        KNOWN.set(place, new Known(text, block));
        return block;
    }
}
