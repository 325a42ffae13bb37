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

    private final Connection session;
    private final Set<Short> held = new TreeSet<>();

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
