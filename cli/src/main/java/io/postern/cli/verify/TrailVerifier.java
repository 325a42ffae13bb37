package io.postern.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a published audit log with nothing but its files and a public key. */
public final class TrailVerifier {
    /** Checks everything that the checkpoint in {@code dir} promises. */
    public Report verify(Path dir, Path keyFile, Instant now) {
        LogFiles files = new LogFiles(dir);
        Checkpoint checkpoint = new Checkpoint("", 0, new byte[0]);
        Story story = new Story();
        try {
            String note = files.checkpoint();
            checkpoint = Checkpoint.read(note, NoteVerifierKey.parse(readKey(keyFile)));
            walk(files, checkpoint, story);
            story.checkOpenings();
            List<String> remarks = new ArrayList<>(story.remarks(now));
            if (files.goOnAfter(checkpoint.size()) && files.checkpoint().equals(note)) {
                remarks.add("entries beyond the " + checkpoint.size()
                        + " of the checkpoint are there, and nothing proves" + " them");
            }
            return report(checkpoint, Optional.empty(), remarks, story.closedGrants());
        } catch (Broken broken) {
            return report(
                    checkpoint, Optional.of(new Report.Place(broken.place(), broken.what())), List.of(), Set.of());
        }
    }

    private static void walk(LogFiles files, Checkpoint checkpoint, Story story) throws Broken {
        Merkle tree = new Merkle();
        List<byte[]> leaves = new ArrayList<>();
        for (long first = 0; first < checkpoint.size(); first += LogFiles.PER_BUNDLE) {
            int wanted = (int) Math.min(LogFiles.PER_BUNDLE, checkpoint.size() - first);
            long index = first;
            for (byte[] entry : files.bundle(first / LogFiles.PER_BUNDLE, wanted)) {
                byte[] leaf = Merkle.leaf(entry);
                leaves.add(leaf);
                tree.add(leaf);
                story.add(index, entry);
                index++;
            }
        }
        if (!Arrays.equals(tree.root(), checkpoint.root())) {
            throw locate(files, leaves);
        }
    }

    /** The root alone says that something changed; the log's own hashes usually say where. */
    private static Broken locate(LogFiles files, List<byte[]> leaves) throws Broken {
        for (int index = 0; index < leaves.size(); index++) {
            Optional<byte[]> stored = files.storedLeaf(index, leaves.size());
            if (stored.isPresent() && !Arrays.equals(stored.get(), leaves.get(index))) {
                return new Broken("entry " + index, "not what was recorded: its hash is another than the log holds");
            }
        }
        return new Broken("checkpoint", "the entries do not add up to its root");
    }

    private static String readKey(Path file) throws Broken {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Broken("the key", "cannot be read: " + e.getMessage());
        }
    }

    private static Report report(
            Checkpoint checkpoint, Optional<Report.Place> broken, List<String> remarks, Set<String> closed) {
        return new Report(
                checkpoint.origin(),
                checkpoint.size(),
                Base64.getEncoder().encodeToString(checkpoint.root()),
                broken,
                remarks,
                closed);
    }
}
