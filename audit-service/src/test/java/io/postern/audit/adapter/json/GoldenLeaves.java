package io.postern.audit.adapter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.audit.app.TrailEntry;
import io.postern.audit.app.siem.Covering;
import io.postern.audit.app.siem.Telling;
import io.postern.audit.domain.LeafContent;
import io.postern.audit.domain.siem.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The golden events of every type as they stand in the trail, one after the other. */
public final class GoldenLeaves {
    private static final Path GOLDEN = Path.of("../contracts/src/test/resources/golden/v1");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CanonicalLeaf LEAVES = new CanonicalLeaf(new SecureRandom());

    private GoldenLeaves() {}

    /** Each with its personal values, or after these were erased. */
    public static List<TrailEntry> all(boolean erased) {
        List<TrailEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.sorted().toList()) {
                entries.add(entry(entries.size(), Files.readAllBytes(file), erased));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    public static List<Told> told(boolean erased) {
        return told(erased, new Covering(1_000, "postern.example/test\n1000\nroot\n\n— sig\n"));
    }

    public static List<Told> told(boolean erased, Covering checkpoint) {
        List<TrailEntry> all = all(erased);
        Telling telling = new Telling(new RecordedEvents(), requests -> all);
        return telling.of(all, Optional.of(checkpoint));
    }

    static TrailEntry entry(long index, byte[] event, boolean erased) throws IOException {
        LeafContent content = LEAVES.of(event);
        JsonNode tree = JSON.readTree(event);
        return new TrailEntry(
                index,
                tree.path("type").asText(),
                tree.path("subject").asText(),
                Instant.parse(tree.path("time").asText()),
                content.bytes(),
                erased ? Optional.empty() : content.personal().map(LeafContent.Personal::values));
    }
}
