package io.postern.cli.verify;

import java.util.Arrays;
import java.util.OptionalLong;

/** The events seen so far, by 128 bits of the digest of their ids: 24 to 32 bytes an entry, however long the ids are. */
final class EventIds {
    private static final int SMALLEST = 1 << 12;

    private long[] high = new long[SMALLEST];
    private long[] low = new long[SMALLEST];
    private int[] table = empty(2 * SMALLEST);
    private int count;

    /** Adds the event of the next entry; the entry that has it already, if there is one. */
    OptionalLong add(long idHigh, long idLow) {
        if (count == high.length) {
            grow();
        }
        high[count] = idHigh;
        low[count] = idLow;
        int slot = place(idHigh, idLow);
        if (table[slot] >= 0) {
            int before = table[slot];
            count++;
            return OptionalLong.of(before);
        }
        table[slot] = count++;
        return OptionalLong.empty();
    }

    private int place(long idHigh, long idLow) {
        int mask = table.length - 1;
        int slot = (int) idHigh & mask;
        while (table[slot] >= 0 && !(high[table[slot]] == idHigh && low[table[slot]] == idLow)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        if (count > 1 << 28) {
            throw new IllegalStateException("more entries than one verification can hold: " + count);
        }
        high = Arrays.copyOf(high, 2 * count);
        low = Arrays.copyOf(low, 2 * count);
        table = empty(4 * count);
        for (int i = 0; i < count; i++) {
            table[place(high[i], low[i])] = i;
        }
    }

    private static int[] empty(int slots) {
        int[] table = new int[slots];
        Arrays.fill(table, -1);
        return table;
    }
}
