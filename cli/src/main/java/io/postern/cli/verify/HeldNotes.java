package io.postern.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signed checkpoints that somebody holds, each once, with where it was first found. A file holds notes one after the
 * other, or a line of JSON for each: the note itself, or an object that has it as {@code note} or {@code checkpoint}.
 */
final class HeldNotes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> places = new LinkedHashMap<>();

    void add(String place, String note) {
        places.putIfAbsent(note, place);
    }

    int size() {
        return places.size();
    }

    void addFile(String name, byte[] bytes) throws Broken {
        String text = Tiles.text(name, bytes);
        if (text.startsWith("{") || text.startsWith("\"")) {
            int number = 1;
            for (String line : text.split("\n", -1)) {
                if (!line.isBlank()) {
                    add(name + " line " + number, ofJson(name + " line " + number, line));
                }
                number++;
            }
        } else {
            notes(name, text).forEach(note -> add(name, note));
        }
    }

    private static String ofJson(String place, String line) throws Broken {
        try {
            JsonNode json = JSON.readTree(line);
            JsonNode note = json.isTextual() ? json : json.path(json.has("note") ? "note" : "checkpoint");
            if (note.isTextual()) {
                return note.asText();
            }
        } catch (IOException e) {
            throw new Broken(place, "not well-formed JSON");
        }
        throw new Broken(place, "holds no note");
    }

    /** A note ends with its signatures; the next one begins behind them. */
    private static List<String> notes(String name, String text) throws Broken {
        List<String> notes = new ArrayList<>();
        StringBuilder note = new StringBuilder();
        boolean signed = false;
        for (String line : text.split("(?<=\n)", -1)) {
            boolean signature = line.startsWith(SignedNote.SIGNATURE_LINE);
            if (signed && !signature) {
                notes.add(note.toString());
                note.setLength(0);
                if (line.equals("\n")) {
                    signed = false;
                    continue;
                }
            }
            note.append(line);
            signed = signature;
        }
        if (!note.isEmpty()) {
            notes.add(note.toString());
        }
        if (notes.isEmpty()) {
            throw new Broken(name, "holds no note");
        }
        return notes;
    }

    /** All of them, each with a valid signature. */
    List<Checkpoint> verified(NoteVerifierKey key) throws Broken {
        List<Outcome> outcomes = places.entrySet().parallelStream()
                .map(held -> Outcome.of(held.getValue(), held.getKey(), key))
                .toList();
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Good(Checkpoint checkpoint) -> checkpoints.add(checkpoint);
                case Outcome.Bad(Broken broken) -> throw broken;
            }
        }
        return checkpoints;
    }

    private sealed interface Outcome {
        record Good(Checkpoint checkpoint) implements Outcome {}

        record Bad(Broken broken) implements Outcome {}

        static Outcome of(String place, String note, NoteVerifierKey key) {
            try {
                return new Good(Checkpoint.read(place, note, key));
            } catch (Broken broken) {
                return new Bad(broken);
            }
        }
    }
}
