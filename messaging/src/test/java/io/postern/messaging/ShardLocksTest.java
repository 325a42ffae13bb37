package io.postern.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.messaging.testing.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ShardLocksTest {
    private final TestDatabase database = new TestDatabase();

    @Test
    void aShardBelongsToOneSessionAtATimeAndIsFreeWhenItEnds() throws SQLException {
        try (Connection standBy = database.plain.getConnection()) {
            ShardLocks waiting = new ShardLocks(standBy);
            try (Connection first = database.plain.getConnection()) {
                ShardLocks holder = new ShardLocks(first);
                holder.takeFree();
                holder.takeFree();
                assertThat(holder.held()).hasSize(Shard.COUNT);

                waiting.takeFree();
                assertThat(waiting.held()).isEmpty();
            }
            Eventually.holds("the locks of an ended session are free", () -> takesAll(waiting));
        }
    }

    @Test
    void aSessionKnowsWhetherThereAreOthers() throws SQLException {
        try (Connection one = database.plain.getConnection()) {
            ShardLocks alone = new ShardLocks(one);
            assertThat(alone.inCompany()).isFalse();
            try (Connection other = database.plain.getConnection()) {
                assertThat(new ShardLocks(other).inCompany()).isTrue();
                assertThat(alone.inCompany()).isTrue();
            }
            Eventually.holds("alone again", () -> isAlone(alone));
        }
    }

    private static boolean isAlone(ShardLocks locks) {
        try {
            return !locks.inCompany();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean takesAll(ShardLocks locks) {
        try {
            locks.takeFree();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return locks.held().size() == Shard.COUNT;
    }
}
