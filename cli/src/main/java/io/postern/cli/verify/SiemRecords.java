package io.postern.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a SIEM holds of the trail: a line of JSON for each record of {@code postern.audit}. Their indexes follow each other
 * without a gap; a record that came a second time, as happens with delivery at least once, says the same again.
 */
final class SiemRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SIZE = Pattern.compile("[^\\n]*\\n([0-9]{1,18})\\n");
    private static final int ROW = 32 + 16 + 8 + 8 + 4;
    private static final int ROWS = 4096;

    /** In the place of a request: the release that made the record could not read the event, and so named none. */
    private static final long UNREAD = -1;

    private final Digest64 digest = new Digest64();
    private final List<byte[]> blocks = new ArrayList<>();
    private final HeldNotes notes;
    private final String name;
    private long first = -1;
    private long next = -1;
    private long promised;
    private String promisedAt = "";

    private SiemRecords(HeldNotes notes, Path file) {
        this.notes = notes;
        this.name = String.valueOf(file.getFileName());
    }

    /** Reads a file and gives the checkpoints in it to {@code notes}. */
    static SiemRecords read(Path file, HeldNotes notes) throws Broken {
        SiemRecords records = new SiemRecords(notes, file);
        try (Lines lines = new Lines(file)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                records.add(lines, line.get());
            }
        } catch (IOException e) {
            throw Tiles.unreadable(file.toString(), e);
        }
        return records;
    }

    private void add(Lines lines, byte[] line) throws Broken {
        String place = lines.place();
        try {
            JsonNode json = JSON.readTree(line);
            JsonNode metadata = json.path("metadata");
            JsonNode own = json.path("unmapped").path("postern");
            if (!own.path("leafIndex").isIntegralNumber()
                    || !metadata.path("sequence").isIntegralNumber()) {
                throw new IllegalArgumentException("unmapped.postern.leafIndex is missing");
            }
            long index = own.path("leafIndex").asLong();
            if (index < 0 || index != metadata.path("sequence").asLong()) {
                throw new IllegalArgumentException("its leaf index and its sequence differ");
            }
            note(place, index, FactReader.text(own, "checkpoint"));
            store(place, index, row(lines.number(), json, metadata, own));
        } catch (IOException e) {
            throw new Broken(place, "not well-formed JSON");
        } catch (IllegalArgumentException e) {
            throw new Broken(place, "not a record of the trail: " + e.getMessage());
        }
    }

    /** The size is taken from the note unproven here; its signature is checked with all others. */
    private void note(String place, long index, String note) {
        Matcher said = SIZE.matcher(note);
        if (!said.lookingAt()) {
            throw new IllegalArgumentException("its checkpoint is no note with a size");
        }
        long size = Long.parseLong(said.group(1));
        if (size <= index) {
            throw new IllegalArgumentException("its checkpoint does not cover it");
        }
        if (size > promised) {
            promised = size;
            promisedAt = place;
        }
        notes.add(place, note);
    }

    private byte[] row(int line, JsonNode json, JsonNode metadata, JsonNode own) {
        byte[] hash = CanonicalBase64.decode(FactReader.text(own, "leafHash"));
        if (hash.length != Hasher.BYTES) {
            throw new IllegalArgumentException("its leaf hash is none");
        }
        byte[] id = digest.whole(FactReader.text(metadata, "uid").getBytes(StandardCharsets.UTF_8));
        String request = metadata.path("correlation_uid").asText();
        return ByteBuffer.allocate(ROW)
                .put(hash)
                .put(id, 0, 16)
                .putLong(json.path("time").asLong())
                .putLong(request.isEmpty() ? none(json) : Digest64.quick(request))
                .putInt(line)
                .array();
    }

    private static long none(JsonNode json) {
        return json.path("class_uid").asInt(-1) == 0 ? UNREAD : 0;
    }

    private void store(String place, long index, byte[] row) throws Broken {
        if (first < 0) {
            first = index;
            next = index;
        }
        if (index > next) {
            throw new Broken(place, "leaf " + next + " is missing: here follows leaf " + index);
        }
        if (index < first) {
            throw new Broken(place, "leaf " + index + " comes after leaf " + (next - 1) + ", but was not there before");
        }
        int at = (int) ((index - first) % ROWS) * ROW;
        if (index == next) {
            if (at == 0) {
                blocks.add(new byte[ROWS * ROW]);
            }
            System.arraycopy(row, 0, blocks.getLast(), at, ROW);
            next++;
        } else if (!ByteBuffer.wrap(row, 0, ROW - 4).equals(row(index).slice(0, ROW - 4))) {
            throw new Broken(
                    place,
                    "leaf " + index + " is there already, with other content, in line "
                            + row(index).getInt(ROW - 4));
        }
    }

    private ByteBuffer row(long index) {
        long offset = index - first;
        return ByteBuffer.wrap(blocks.get((int) (offset / ROWS)), (int) (offset % ROWS) * ROW, ROW)
                .slice();
    }

    /** Nothing may be missing at the end. To be asked when the signatures of all checkpoints are known to be valid. */
    void requireEnd() throws Broken {
        if (promised > next) {
            throw new Broken(
                    name,
                    "leaf " + next + " is missing, though the checkpoint in " + promisedAt
                            + " covers it; take the records again if they were still coming in");
        }
    }

    /** Holds a record against the entry that it stands for; entries of which there is no record fit. */
    void compare(long index, byte[] hash, Optional<Entry> entry) throws Broken {
        if (first < 0 || index < first || index >= next) {
            return;
        }
        ByteBuffer row = row(index);
        String place = name + " line " + row.getInt(ROW - 4);
        if (!row.slice(0, 32).equals(ByteBuffer.wrap(hash))) {
            throw new Broken(place, "the hash of leaf " + index + " is another than the log's");
        }
        if (entry.isPresent()) {
            Entry leaf = entry.get();
            if (row.getLong(32) != leaf.idHigh() || row.getLong(40) != leaf.idLow()) {
                throw new Broken(place, "leaf " + index + " is another event in the log");
            }
            if (row.getLong(48) != leaf.time()) {
                throw new Broken(place, "leaf " + index + " has another time in the log");
            }
            if (row.getLong(56) != UNREAD && row.getLong(56) != leaf.requestId()) {
                throw new Broken(place, "leaf " + index + " is about another request in the log");
            }
        }
    }

    /** What a reader should know of records that are as they should be. */
    List<String> remarks(long size) {
        if (first < 0) {
            return List.of(name + " holds no record");
        }
        List<String> remarks = new ArrayList<>();
        if (first > 0) {
            remarks.add(name + " begins with leaf " + first + ": what came before is not compared");
        }
        if (next < size) {
            remarks.add(name + " ends with leaf " + (next - 1) + " of " + size + ": the others are not compared");
        }
        return remarks;
    }
}
