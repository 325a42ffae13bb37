package io.postern.audit.adapter.postgres;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.ByteStreamWriter;

/** Rows of one table in the binary form of COPY: nothing is quoted, nothing is parsed, and they go in a page at a time. */
final class CopyRows {
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    /** 2000-01-01, from which PostgreSQL counts microseconds. */
    private static final long EPOCH_SECOND = 946_684_800;

    private static final int TYPE_TEXT = 25;

    private final String table;
    private final List<String> columns;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private boolean empty = true;

    CopyRows(String table, String... columns) {
        this.table = table;
        this.columns = List.of(columns);
        write(() -> {
            out.write(SIGNATURE);
            out.writeLong(0); // no flags, no more of a header
        });
    }

    /** Begins a row; its columns follow, each with its value. */
    CopyRows row() {
        empty = false;
        return write(() -> out.writeShort(columns.size()));
    }

    CopyRows number(long value) {
        return write(() -> {
            out.writeInt(Long.BYTES);
            out.writeLong(value);
        });
    }

    CopyRows flag(boolean value) {
        return write(() -> {
            out.writeInt(1);
            out.writeBoolean(value);
        });
    }

    CopyRows text(@Nullable String value) {
        return value == null ? write(() -> out.writeInt(-1)) : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows bytes(byte[] value) {
        return write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    /** To the nearest microsecond, as PostgreSQL reads it. */
    CopyRows time(Instant value) {
        long micros = Math.multiplyExact(value.getEpochSecond() - EPOCH_SECOND, 1_000_000L);
        return number(micros + (value.getNano() + 500) / 1_000);
    }

    CopyRows texts(List<String> values) {
        List<byte[]> elements = values.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        int length = elements.stream()
                .mapToInt(element -> Integer.BYTES + element.length)
                .sum();
        return write(() -> {
            out.writeInt((elements.isEmpty() ? 3 : 5) * Integer.BYTES + length);
            out.writeInt(elements.isEmpty() ? 0 : 1); // dimensions
            out.writeInt(0); // no nulls
            out.writeInt(TYPE_TEXT);
            if (!elements.isEmpty()) {
                out.writeInt(elements.size());
                out.writeInt(1); // the index of the first
            }
            for (byte[] element : elements) {
                out.writeInt(element.length);
                out.write(element);
            }
        });
    }

    /** Adds the rows to their table, if there are any. */
    void addTo(Connection connection) throws SQLException {
        if (empty) {
            return;
        }
        write(() -> out.writeShort(-1));
        String copy = "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary)";
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(copy, ByteStreamWriter.of(ByteBuffer.wrap(bytes.toByteArray())));
        } catch (IOException e) {
            throw new SQLException("the rows could not be sent", "08006", e);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private CopyRows write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes takes all", e);
        }
    }
}
