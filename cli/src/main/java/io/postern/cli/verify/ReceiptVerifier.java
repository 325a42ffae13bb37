package io.postern.cli.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks a closure receipt with the log's public key alone, or with the log as well. */
public final class ReceiptVerifier {
    private static final long LONGEST = 1 << 22;

    /** What a check of a receipt found: what it says, why it is not to be believed if so, and what came after it. */
    public record Finding(Optional<ClosureReceipt> receipt, Optional<Report.Place> broken, List<String> remarks) {
        public Finding {
            remarks = List.copyOf(remarks);
        }

        Finding(Broken broken) {
            this(
                    Optional.empty(),
                    Optional.of(new Report.Place(broken.place(), broken.what(), broken.notes())),
                    List.of());
        }
    }

    /** Checks a receipt by itself. */
    public Finding verify(Path file, Path key) {
        try {
            return new Finding(Optional.of(read(file, key)), Optional.empty(), List.of());
        } catch (Broken broken) {
            return new Finding(broken);
        }
    }

    /** Checks a receipt, the log, and that the log tells the same. */
    public Finding verify(Path file, Evidence evidence, Instant now) {
        try {
            ClosureReceipt receipt = read(file, evidence.key());
            Verification verification = new Verification(evidence, now);
            verification.expect(receipt);
            verification.run();
            return new Finding(Optional.of(receipt), Optional.empty(), verification.sinceTheReceipt());
        } catch (Broken broken) {
            return new Finding(broken);
        }
    }

    private static ClosureReceipt read(Path file, Path key) throws Broken {
        try {
            if (Files.size(file) > LONGEST) {
                throw new Broken("the receipt", "longer than a receipt can be");
            }
            String note = Tiles.text("the receipt", Files.readAllBytes(file));
            return ClosureReceipt.read(note, NoteVerifierKey.parse(Files.readString(key, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw Tiles.unreadable("the receipt or the key", e);
        }
    }
}
