package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * How soon a fact that was sent is a committed leaf, and when a published checkpoint covers it: sent at a steady rate by a
 * thread that looks every millisecond.
 */
final class Freshness {
    /** From when a fact was due to be sent until it was seen as a leaf, and under a checkpoint. */
    record Times(Sample leaf, Sample signed) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final String NEW = "SELECT idx, event_id FROM audit_leaf WHERE idx >= ? ORDER BY idx";

    private final TrailDatabase database;
    private final Feed feed;
    private final Path checkpoint;
    private final Map<String, Long> sent = new HashMap<>();
    private final TreeMap<Long, Long> unsigned = new TreeMap<>();

    Freshness(TrailDatabase database, Feed feed, Path log) {
        this.database = database;
        this.feed = feed;
        this.checkpoint = log.resolve("checkpoint");
    }

    Times run(double perSecond, Duration length) {
        int facts = (int) Math.round(perSecond * length.toNanos() / 1e9);
        long[] leaf = new long[facts];
        long[] signed = new long[facts];
        int recorded = 0;
        int covered = 0;
        long next = database.leaves();
        try (PreparedStatement fresh = database.connection().prepareStatement(NEW)) {
            long begin = System.nanoTime();
            long end = begin + length.toNanos() + PATIENCE.toNanos();
            for (int i = 0; covered < facts; ) {
                long now = System.nanoTime();
                if (i < facts && now >= begin + Math.round(i * 1e9 / perSecond)) {
                    sent.put(feed.sendOne(), begin + Math.round(i++ * 1e9 / perSecond));
                }
                fresh.setLong(1, next);
                try (ResultSet rows = fresh.executeQuery()) {
                    while (rows.next()) {
                        next = rows.getLong(1) + 1;
                        Long due = sent.remove(rows.getString(2));
                        if (due != null) {
                            leaf[recorded++] = System.nanoTime() - due;
                            unsigned.put(rows.getLong(1), due);
                        }
                    }
                }
                Map<Long, Long> under = unsigned.headMap(published());
                for (long due : under.values()) {
                    signed[covered++] = System.nanoTime() - due;
                }
                under.clear();
                if (now > end) {
                    throw new CommandFailure("Only " + covered + " of " + facts
                            + " facts were signed in time; see the log of audit-service.");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (SQLException e) {
            throw TrailDatabase.refused(e);
        }
        return new Times(new Sample(leaf, 0, 0, 0), new Sample(signed, 0, 0, 0));
    }

    /** How many leaves the published checkpoint covers. */
    private long published() {
        try {
            List<String> lines = Files.readAllLines(checkpoint);
            return Long.parseLong(lines.get(1));
        } catch (NoSuchFileException nothingYet) {
            return 0;
        } catch (IOException e) {
            throw new CommandFailure("The checkpoint cannot be read: " + e.getMessage(), e);
        }
    }
}
