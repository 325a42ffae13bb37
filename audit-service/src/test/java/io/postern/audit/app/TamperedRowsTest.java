package io.postern.audit.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.audit.domain.Hash;
import io.postern.audit.domain.NoteKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Rows that somebody changed, took out, put in, exchanged or cut off behind what was signed: from such rows the log is not
 * published again. {@code -Dpostern.long=true} for many more of them, {@code -Dpostern.seed=N} for others.
 */
class TamperedRowsTest {
    private static final int TAMPERINGS = Boolean.getBoolean("postern.long") ? 20_000 : 500;
    private static final long SEED = Long.getLong("postern.seed", 6_962);
    private static final int SIGNED = 40;

    private final NoteKey key = NoteKey.generate("postern.example/test", new SecureRandom());

    @Test
    void noRowBehindASignatureCanBeTamperedWithUnseen() {
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < TAMPERINGS; i++) {
            Random random = new Random(SEED + i);
            MemoryRows rows = new MemoryRows().with(SIGNED);
            publish(rows);
            String done = tamper(rows, random);
            try {
                publish(rows);
                missed.add("-Dpostern.seed=" + (SEED + i) + ": " + done);
            } catch (LogRefused refused) {
                assertThat(refused.reason()).isNotBlank();
            }
        }

        assertThat(missed).isEmpty();
    }

    /** All of it, to where nothing is yet. */
    private void publish(MemoryRows rows) {
        PublishLog log = PublishLog.resume(rows, new MemoryFiles(), key);
        boolean more = true;
        while (more) {
            more = log.step();
        }
    }

    private static String tamper(MemoryRows rows, Random random) {
        int at = random.nextInt(SIGNED);
        switch (random.nextInt(6)) {
            case 0 -> {
                byte[] leaf = rows.leaves.get(at).clone();
                leaf[random.nextInt(leaf.length)] ^= (byte) (1 + random.nextInt(255));
                rows.leaves.set(at, leaf);
                return "leaf " + at + " changed";
            }
            case 1 -> {
                byte[] leaf = ("{\"leaf\":\"" + random.nextInt() + "\"}").getBytes(StandardCharsets.UTF_8);
                rows.leaves.set(at, leaf);
                rows.hashes.set(at, Hash.ofLeaf(leaf));
                return "leaf " + at + " and its hash changed";
            }
            case 2 -> {
                rows.leaves.remove(at);
                rows.hashes.remove(at);
                return "row " + at + " taken out";
            }
            case 3 -> {
                rows.leaves.add(at, new byte[] {'{', '}'});
                rows.hashes.add(at, Hash.ofLeaf(new byte[] {'{', '}'}));
                return "row " + at + " put in";
            }
            case 4 -> {
                int other = (at + 1 + random.nextInt(SIGNED - 1)) % SIGNED;
                Collections.swap(rows.leaves, at, other);
                Collections.swap(rows.hashes, at, other);
                return "rows " + at + " and " + other + " exchanged";
            }
            default -> {
                rows.leaves.subList(at, SIGNED).clear();
                rows.hashes.subList(at, SIGNED).clear();
                return "cut off at row " + at;
            }
        }
    }
}
