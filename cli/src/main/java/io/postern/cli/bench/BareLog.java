package io.postern.cli.bench;

import io.postern.cli.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.postgresql.PGConnection;

/**
 * The yardstick of the trail: rows of the same size, copied into a table with nothing but its key, and the tree of RFC 6962
 * over them; a commit for as many as the trail commits at once. Nothing is read from Kafka, checked, made canonical or found
 * again.
 */
final class BareLog {
    private static final int BATCH = 2_000;
    private static final byte[] COPY_HEADER = ByteBuffer.allocate(19)
            .put("PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1))
            .array();

    private final TrailDatabase database;
    private final Lives lives = new Lives();
    private final MessageDigest sha256;
    /** The roots of the perfect subtrees at the right edge, the smallest first. */
    private final Deque<byte[]> edge = new ArrayDeque<>();

    private long leaves;

    BareLog(TrailDatabase database) {
        this.database = database;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        database.execute("CREATE TABLE bare_leaf (idx bigint PRIMARY KEY, event_id text, leaf bytea, leaf_hash bytea)");
    }

    /** Rows a second. */
    double run(int rows) {
        database.execute("TRUNCATE bare_leaf");
        database.rest();
        Lives.Event[] events = new Lives.Event[rows];
        for (int i = 0; i < rows; i++) {
            events[i] = lives.next();
        }
        long start = System.nanoTime();
        for (int from = 0; from < rows; from += BATCH) {
            copy(events, from, Math.min(rows, from + BATCH));
        }
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    private void copy(Lives.Event[] events, int from, int to) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream((to - from) * 1_200);
        rows.writeBytes(COPY_HEADER);
        for (int i = from; i < to; i++) {
            byte[] hash = append(events[i].value());
            rows.writeBytes(ByteBuffer.allocate(2 + 4 + 8)
                    .putShort((short) 4)
                    .putInt(8)
                    .putLong(leaves++)
                    .array());
            field(rows, events[i].id().getBytes(StandardCharsets.US_ASCII));
            field(rows, events[i].value());
            field(rows, hash);
        }
        rows.writeBytes(new byte[] {-1, -1});
        try {
            database.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY bare_leaf FROM STDIN (FORMAT binary)",
                            new java.io.ByteArrayInputStream(rows.toByteArray()));
        } catch (SQLException e) {
            throw TrailDatabase.refused(e);
        } catch (IOException e) {
            throw new CommandFailure("The copy broke off: " + e.getMessage(), e);
        }
    }

    private static void field(ByteArrayOutputStream rows, byte[] value) {
        rows.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
        rows.writeBytes(value);
    }

    private byte[] append(byte[] leaf) {
        sha256.update((byte) 0);
        byte[] hash = sha256.digest(leaf);
        byte[] node = hash;
        for (long full = leaves; (full & 1) == 1; full >>= 1) {
            sha256.update((byte) 1);
            sha256.update(edge.pop());
            node = sha256.digest(node);
        }
        edge.push(node);
        return hash;
    }
}
