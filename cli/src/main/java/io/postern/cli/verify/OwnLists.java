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

    private static final Pattern LINE =
            Pattern.compile("\\{\"size\":([1-9][0-9]{0,17}),\"note\":\"((?:[^\"\\\\\\n]|\\\\[\"\\\\n])*)\"\\}\\n");

    private final Tiles tiles;
    private final Checkpoint newest;
    private final HeldNotes notes;
    private final List<String> remarks = new ArrayList<>();
    private long last;
    private boolean later;

    OwnLists(Tiles tiles, Checkpoint newest, HeldNotes notes) {
        this.tiles = tiles;
        this.newest = newest;
        this.notes = notes;
    }

    /** Gives what is listed to the notes that are to be checked; what is worth a remark comes back. */
    List<String> read() throws Broken {
        List<Optional<byte[]>> files = new ArrayList<>();
        for (long number = 0; number * LISTED < newest.size(); number++) {
            files.add(file(number));
        }
        if (files.stream().allMatch(Optional::isEmpty)) {
            return newest.size() == 0 ? List.of() : List.of("the log comes without the lists of its checkpoints");
        }
        for (int number = 0; number < files.size(); number++) {
            String name = name(number);
            read(number, name, files.get(number).orElseThrow(() -> new Broken(name, "missing")));
        }
        if (last < newest.size()) {
            throw new Broken(name(files.size() - 1L), "ends before the newest checkpoint of the log");
        }
        if (later && tiles.checkpoint().equals(newest.note())) {
            throw new Broken(
                    newest.place(),
                    "cut back: " + name(files.size() - 1L) + " lists later ones than that over " + newest.size()
                            + " entries");
        }
        return remarks;
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
            Matcher line = LINE.matcher(text.substring(at, end == 0 ? text.length() : end));
            if (!line.matches()) {
                throw new Broken(place, "not a checkpoint with its size");
            }
            long size = Long.parseLong(line.group(1));
            String note = line.group(2).translateEscapes();
            if (size <= last || (size - 1) / LISTED != number || !note.contains("\n" + size + "\n")) {
                throw new Broken(place, "its size " + size + " does not belong here");
            }
            take(place, size, note);
            at = end;
        }
    }

    private void take(String place, long size, String note) {
        if (size > newest.size()) {
            later = true;
            return;
        }
        if (size - last > FARTHEST) {
            remarks.add("before " + place + " no checkpoint is listed between " + last + " and " + size + " entries");
        }
        last = size;
        if (!note.equals(newest.note())) {
            notes.add(place, note);
        }
    }
}
