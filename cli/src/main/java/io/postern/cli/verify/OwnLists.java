package io.postern.cli.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lists of all its checkpoints that a log keeps beside its tiles: a file for every 4,096 entries, with a line for each
 * checkpoint that ends among them, in order. The newest checkpoint is always in them.
 */
final class OwnLists {
    private static final int LISTED = 16 * Tiles.WIDTH;
    private static final long LONGEST = LISTED * 4_096L;

    /** A checkpoint is signed at least this often. */
    private static final int FARTHEST = Tiles.WIDTH;

    /** Possessive, or each character of a note would take a piece of the stack. */
    private static final Pattern LINE =
            Pattern.compile("\\{\"size\":([1-9][0-9]{0,17}),\"note\":\"((?:[^\"\\\\\\n]++|\\\\[\"\\\\n])*+)\"\\}\\n");

    /** A note of the greatest length, with each of its characters escaped. */
    private static final long LONGEST_LINE = 2 * Tiles.LONGEST_NOTE;

    /** So many signatures are checked together, by all cores. */
    private static final int TOGETHER = 4_096;

    private final Tiles tiles;
    private final Checkpoint newest;
    private final NoteVerifierKey key;
    private final ListedPromises promises = new ListedPromises(this::listed);
    private HeldNotes unchecked = new HeldNotes();
    private final List<String> remarks = new ArrayList<>();
    private long last;
    private boolean later;

    OwnLists(Tiles tiles, Checkpoint newest, NoteVerifierKey key) {
        this.tiles = tiles;
        this.newest = newest;
        this.key = key;
    }

    /** What was read, without the newest. */
    ListedPromises promises() {
        return promises;
    }

    /** Reads what is listed, each with a valid signature; what is worth a remark comes back. */
    List<String> read() throws Broken {
        long files = (newest.size() + LISTED - 1) / LISTED;
        if (files == 0 || noneThere(files)) {
            return files == 0 ? List.of() : List.of("the log comes without the lists of its checkpoints");
        }
        for (long number = 0; number < files; number++) {
            String name = name(number);
            read(number, name, file(number).orElseThrow(() -> new Broken(name, "missing")));
        }
        check();
        if (last < newest.size()) {
            throw new Broken(name(files - 1), "ends before the newest checkpoint of the log");
        }
        if (later && tiles.checkpoint().equals(newest.note())) {
            throw new Broken(
                    newest.place(),
                    "cut back: " + name(files - 1) + " lists later ones than that over " + newest.size() + " entries");
        }
        return remarks;
    }

    private boolean noneThere(long files) throws Broken {
        for (long number = 0; number < files; number++) {
            if (file(number).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static String name(long number) {
        return "checkpoints/" + Tiles.path(number) + ".jsonl";
    }

    private Optional<byte[]> file(long number) throws Broken {
        try {
            return tiles.source().checkpoints(name(number), number * LISTED, LISTED, LONGEST);
        } catch (IOException e) {
            throw Tiles.unreadable(name(number), e);
        }
    }

    private void read(long number, String name, byte[] bytes) throws Broken {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int count = 0;
        for (int at = 0; at < text.length() && !later; ) {
            count++;
            String place = name + " line " + count;
            int end = text.indexOf('\n', at) + 1;
            if (end == 0 && last >= newest.size()) {
                // A writer that died, or writes just now; its line is of a checkpoint that nobody has seen yet.
                return;
            }
            int next = end == 0 ? text.length() : end;
            if (next - at > LONGEST_LINE) {
                throw new Broken(place, "longer than a checkpoint can be");
            }
            Matcher line = LINE.matcher(text.substring(at, next));
            if (!line.matches()) {
                throw new Broken(place, "not a checkpoint with its size");
            }
            long size = Long.parseLong(line.group(1));
            String note = line.group(2).translateEscapes();
            if (size <= last || (size - 1) / LISTED != number || !ofSize(note, line.group(1))) {
                throw new Broken(place, "its size " + size + " does not belong here");
            }
            take(place, size, note);
            at = end;
        }
    }

    /** A note says its size in its second line; anything may stand further below. */
    private static boolean ofSize(String note, String size) {
        return note.startsWith(size + "\n", note.indexOf('\n') + 1);
    }

    private void take(String place, long size, String note) throws Broken {
        if (size > newest.size()) {
            later = true;
            return;
        }
        if (size - last > FARTHEST) {
            remarks.add("before " + place + " no checkpoint is listed between " + last + " and " + size + " entries");
        }
        last = size;
        if (!note.equals(newest.note())) {
            unchecked.add(place, note);
            if (unchecked.size() == TOGETHER) {
                check();
            }
        }
    }

    /** Two roots for one size are seen before any entry is. */
    private void check() throws Broken {
        for (Checkpoint checkpoint : unchecked.verified(key)) {
            if (checkpoint.size() == newest.size() && !checkpoint.hasRoot(newest.root())) {
                throw SplitView.of(checkpoint, newest);
            }
            promises.add(checkpoint.size(), checkpoint.root());
        }
        unchecked = new HeldNotes();
    }

    private Checkpoint listed(long size) throws Broken {
        String name = name((size - 1) / LISTED);
        byte[] bytes = file((size - 1) / LISTED).orElseThrow(() -> new Broken(name, "missing"));
        int count = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("(?<=\n)")) {
            count++;
            Matcher parts = LINE.matcher(line);
            if (parts.matches() && Long.parseLong(parts.group(1)) == size) {
                return Checkpoint.read(name + " line " + count, parts.group(2).translateEscapes(), key);
            }
        }
        throw new Broken(name, "changed while it was read");
    }
}
