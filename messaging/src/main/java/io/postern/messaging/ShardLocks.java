package io.postern.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** The shards that one database session may publish. The locks end with the session, however it ends. */
final class ShardLocks {
    /** Our half of the two-part advisory lock key: "POST" in ASCII. */
    private static final int NAMESPACE = 0x504F5354;

    /** Held, and shared, by every relay as long as its session lasts. */
    private static final int PRESENCE = Shard.COUNT;

    private static final String SESSIONS = """
            SELECT count(*) FROM pg_locks
            WHERE locktype = 'advisory' AND classid = ? AND objid = ? AND objsubid = 2
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    private final Connection session;
    private final Set<Short> held = new TreeSet<>();
    private boolean present;

    ShardLocks(Connection session) {
        this.session = session;
    }

    Set<Short> held() {
        return held;
    }

    /** Takes every shard that no other relay holds. */
    void takeFree() throws SQLException {
        for (short shard = 0; shard < Shard.COUNT; shard++) {
            if (!held.contains(shard) && taken(shard)) {
                held.add(shard);
            }
        }
    }

    /** Whether other sessions stand by, or hold shards of their own. The first call counts this one in. */
    boolean inCompany() throws SQLException {
        if (!present) {
            try (PreparedStatement lock = session.prepareStatement("SELECT pg_advisory_lock_shared(?, ?)")) {
                lock.setInt(1, NAMESPACE);
                lock.setInt(2, PRESENCE);
                lock.execute();
            }
            present = true;
        }
        try (PreparedStatement count = session.prepareStatement(SESSIONS)) {
            count.setLong(1, NAMESPACE);
            count.setLong(2, PRESENCE);
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                return rows.getInt(1) > 1;
            }
        }
    }

    private boolean taken(short shard) throws SQLException {
        try (PreparedStatement lock = session.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            lock.setInt(1, NAMESPACE);
            lock.setInt(2, shard);
            try (ResultSet rows = lock.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
