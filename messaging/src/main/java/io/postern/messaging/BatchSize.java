package io.postern.messaging;

import java.util.List;

/**
 * How many events a relay takes at once: few while they come one by one, and twice as many after each full batch, because a
 * pass costs much the same for few and for many. Never more than memory has room for, by the size of those before.
 */
final class BatchSize {
    static final int MOST = 1_000;
    private static final int MOST_BYTES = 4 << 20;

    private final int least;
    private int now;

    BatchSize(int least) {
        this.least = least;
        this.now = least;
    }

    int now() {
        return now;
    }

    /** These were taken, and may have left more behind. */
    void after(List<OutboxRows.Row> rows, boolean full) {
        if (!full || rows.isEmpty()) {
            now = least;
            return;
        }
        int mean = 1 + rows.stream().mapToInt(row -> row.value().length).sum() / rows.size();
        now = Math.max(least, Math.min(Math.min(2 * now, MOST), MOST_BYTES / mean));
    }
}
