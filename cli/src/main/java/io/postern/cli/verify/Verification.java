package io.postern.cli.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One check of a trail, from its key to the last remark. */
final class Verification {
    private final Evidence evidence;
    private final Tiles tiles;
    private final Instant now;
    private final Story story = new Story();
    private final EventIds ids = new EventIds();
    private final List<String> remarks = new ArrayList<>();
    private Checkpoint checkpoint = new Checkpoint("checkpoint", "", "", 0, new byte[0]);
    private List<Checkpoint> held = new ArrayList<>();
    private ListedPromises listed = ListedPromises.NONE;
    private Optional<SiemRecords> siem = Optional.empty();
    private Optional<Broken> doubtful = Optional.empty();
    private Optional<ClosureReceipt> receipt = Optional.empty();
    private List<String> receiptRemarks = List.of();

    Verification(Evidence evidence, Instant now) {
        this.evidence = evidence;
        this.tiles = new Tiles(evidence.log());
        this.now = now;
    }

    /** The log has to tell what this receipt does. */
    void expect(ClosureReceipt said) {
        receipt = Optional.of(said);
    }

    /** What the log tells of the receipt's request after it. */
    List<String> sinceTheReceipt() {
        return receiptRemarks;
    }

    void run() throws Broken {
        NoteVerifierKey key =
                NoteVerifierKey.parse(new String(bytes("the key", evidence.key()), StandardCharsets.UTF_8));
        Optional<ApprovalKeys> approvalKeys = Optional.empty();
        if (evidence.approvalKeys().isPresent()) {
            approvalKeys = Optional.of(ApprovalKeys.parse(
                    bytes("the approval keys", evidence.approvalKeys().get())));
        }
        HeldNotes notes = heldByOthers();
        // Read after what others hold: what was signed since is then in it.
        String note = tiles.checkpoint();
        checkpoint = Checkpoint.read("checkpoint", note, key);
        OwnLists lists = new OwnLists(tiles, checkpoint, key);
        remarks.addAll(lists.read());
        listed = lists.promises();
        held = notes.verified(key);
        if (siem.isPresent()) {
            siem.get().requireEnd();
        }
        receipt.ifPresent(said -> held.add(said.tree()));
        held.removeIf(listed::has);
        held.sort(Comparator.comparingLong(Checkpoint::size));
        checkHeld();
        walk(approvalKeys);
        if (doubtful.isPresent()) {
            throw doubtful.get();
        }
        story.finish(now);
        if (receipt.isPresent()) {
            receiptRemarks = receipt.get().compare(story);
        }
        remarks.addAll(story.remarks());
        siem.ifPresent(records -> remarks.addAll(records.remarks(checkpoint.size())));
        if (tiles.goOnAfter(checkpoint.size()) && tiles.checkpoint().equals(note)) {
            remarks.add("entries beyond the " + checkpoint.size()
                    + " of the checkpoint are there, and nothing proves them");
        }
    }

    private HeldNotes heldByOthers() throws Broken {
        HeldNotes notes = new HeldNotes();
        for (Path file : evidence.checkpoints()) {
            notes.addFile(String.valueOf(file.getFileName()), bytes(file.toString(), file));
        }
        if (evidence.siem().isPresent()) {
            siem = Optional.of(SiemRecords.read(evidence.siem().get(), notes));
        }
        return notes;
    }

    /** Two roots for one size are seen before any entry is; a later promise than the log's own is one it does not keep. */
    private void checkHeld() throws Broken {
        for (Checkpoint each : held) {
            if (each.size() == checkpoint.size() && !each.hasRoot(checkpoint.root())) {
                throw SplitView.of(each, checkpoint);
            }
            if (each.size() > checkpoint.size()) {
                throw new Broken(
                        checkpoint.place(),
                        "the log was cut back: it covers " + checkpoint.size() + " entries, but " + each.place()
                                + " holds a signed checkpoint over " + each.size()
                                + "; take the log again if this copy of it is the older one",
                        List.of(each.note(), checkpoint.note()));
            }
        }
    }

    private void walk(Optional<ApprovalKeys> approvalKeys) throws Broken {
        TreeWalk tree = new TreeWalk(tiles, checkpoint, listed.with(held));
        PartReader reader = new PartReader(tiles, checkpoint.size(), approvalKeys);
        try (Parts parts = new Parts(reader, checkpoint.size(), evidence.log().parallel())) {
            while (parts.hasNext()) {
                Part part = parts.next();
                tree.add(part);
                if (doubtful.isEmpty()) {
                    read(part);
                }
            }
        }
        tree.finish();
    }

    /** What entries say counts once they are proven to be those that were signed; until then it is only put aside. */
    private void read(Part part) {
        try {
            for (int i = 0; i < part.count(); i++) {
                Optional<Entry> entry =
                        i < part.entries().size() ? Optional.of(part.entries().get(i)) : Optional.empty();
                if (siem.isPresent()) {
                    siem.get().compare(part.first() + i, part.hash(i), entry);
                }
                if (entry.isEmpty()) {
                    throw part.unreadable().orElseThrow();
                }
                take(part.first() + i, entry.get());
            }
        } catch (Broken broken) {
            doubtful = Optional.of(broken);
        }
    }

    private void take(long index, Entry entry) throws Broken {
        OptionalLong before = ids.add(entry.idHigh(), entry.idLow());
        if (before.isPresent()) {
            throw new Broken(
                    "entry " + index, "its event is in the trail twice: entry " + before.getAsLong() + " is the same");
        }
        Fact fact = entry.fact();
        if (fact != null) {
            story.add(fact);
        }
    }

    Report report(Optional<Report.Place> broken) {
        boolean holds = broken.isEmpty();
        return new Report(
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.rootText(),
                held.size() + listed.count(),
                broken,
                holds ? remarks : List.of(),
                holds ? story.closedGrants() : Set.of(),
                holds ? story.openGrants() : Set.of());
    }

    private static byte[] bytes(String place, Path file) throws Broken {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Tiles.unreadable(place, e);
        }
    }
}
