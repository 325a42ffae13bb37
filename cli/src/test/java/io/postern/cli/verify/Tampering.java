package io.postern.cli.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One random change to a published log or to what a SIEM holds of it, and where it has to be reported. */
final class Tampering {
    private final Random random;
    private final MemoryLog log;
    private final List<String> siem;
    private String done = "";

    /** The first place that is not as it was: the start of what has to be named. */
    private final List<String> places = new ArrayList<>();

    /** Words of which one has to be in the sentence; empty when the place says it. */
    private final List<String> words = new ArrayList<>();

    Tampering(MemoryLog log, List<String> siem, Random random) {
        this.log = log.copy();
        this.siem = new ArrayList<>(siem);
        this.random = random;
    }

    MemoryLog log() {
        return log;
    }

    List<String> siem() {
        return siem;
    }

    /** Does it; {@code older} is a checkpoint that the log once had, {@code forged} one that somebody else has signed. */
    void tamper(String older, String forged) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> entries();
            case 3, 4, 5 -> tile();
            case 6 -> checkpoint(older, forged);
            case 7 -> lists();
            default -> siemRecords();
        }
    }

    private void entries() {
        String file = any("tile/entries/");
        byte[] was = log.files().get(file);
        long first =
                256L * Integer.parseInt(file.substring("tile/entries/".length()).substring(0, 3));
        List<byte[]> entries = Entries.of(was);
        byte[] is = switch (random.nextInt(4)) {
            case 0 -> Entries.bytes(shuffled(entries));
            default -> bytes(was);
        };
        if (is == null) {
            log.files().remove(file);
            places.add(file.replaceAll("\\.p/.*", ""));
            words.add("missing");
            return;
        }
        log.files().put(file, is);
        List<byte[]> now = Entries.of(is);
        int other = 0;
        while (other < now.size() && other < entries.size() && Arrays.equals(now.get(other), entries.get(other))) {
            other++;
        }
        places.add("entry " + (first + other));
        places.add(file);
        words.add("entry " + (first + other) + " ");
        words.add("entry " + (first + other) + ",");
        words.add("not what was recorded");
        if (other == entries.size()) {
            words.add("goes on after");
        }
        done += " in " + file;
    }

    /** Whole entries that go, come, come twice or change places. */
    private List<byte[]> shuffled(List<byte[]> entries) {
        List<byte[]> changed = new ArrayList<>(entries);
        int one = random.nextInt(entries.size());
        switch (random.nextInt(4)) {
            case 0 -> {
                changed.remove(one);
                done = "entry left out";
            }
            case 1 -> {
                changed.add(one, entries.get(random.nextInt(entries.size())));
                done = "entry a second time";
            }
            case 2 -> {
                changed.add(one, Events.plain("invented").getBytes(StandardCharsets.UTF_8));
                done = "entry invented";
            }
            default -> {
                int other = random.nextInt(entries.size());
                Collections.swap(changed, one, one == other ? (one + 1) % entries.size() : other);
                done = "entries changed places";
            }
        }
        return changed;
    }

    private void tile() {
        String file =
                any("tile/" + (random.nextInt(3) == 0 && !log.named("tile/1/").isEmpty() ? 1 : 0) + "/");
        byte[] was = log.files().get(file);
        byte[] is = was;
        if (random.nextInt(4) == 0 && was.length >= 64) {
            is = was.clone();
            int one = random.nextInt(was.length / 32);
            int other = (one + 1 + random.nextInt(was.length / 32 - 1)) % (was.length / 32);
            System.arraycopy(was, one * 32, is, other * 32, 32);
            System.arraycopy(was, other * 32, is, one * 32, 32);
            done = "hashes changed places in " + file;
        } else {
            is = bytes(was);
            done += " in " + file;
        }
        places.add(file.replaceAll("\\.p/.*", ""));
        if (is == null) {
            log.files().remove(file);
            words.add("missing");
            return;
        }
        log.files().put(file, is);
        words.add(
                is.length != was.length
                        ? "hashes take"
                        : "its hash " + Arrays.mismatch(was, is) / 32 + " is not that of");
        words.add("larger than");
    }

    private void checkpoint(String older, String forged) {
        places.add("checkpoint");
        switch (random.nextInt(4)) {
            case 0 -> {
                log.files().put("checkpoint", older.getBytes(StandardCharsets.UTF_8));
                done = "checkpoint put back";
            }
            case 1 -> {
                log.files().put("checkpoint", forged.getBytes(StandardCharsets.UTF_8));
                done = "checkpoint forged";
            }
            default -> {
                byte[] is = bytes(log.files().get("checkpoint"));
                if (is == null) {
                    log.files().remove("checkpoint");
                } else {
                    log.files().put("checkpoint", is);
                }
                done += " in the checkpoint";
            }
        }
    }

    private void lists() {
        String file = any("checkpoints/");
        byte[] was = log.files().get(file);
        places.add(file);
        List<String> lines =
                new ArrayList<>(Arrays.asList(new String(was, StandardCharsets.UTF_8).split("(?<=\n)", -1)));
        lines.removeIf(String::isEmpty);
        if (lines.size() > 1 && random.nextBoolean()) {
            int one = random.nextInt(lines.size() - 1);
            switch (random.nextInt(3)) {
                case 0 -> lines.remove(one);
                case 1 -> Collections.swap(lines, one, one + 1);
                default -> lines.add(one, lines.get(one + 1));
            }
            done = "lines of the list of checkpoints";
            log.files().put(file, String.join("", lines).getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] is = bytes(Arrays.copyOf(was, was.length));
        done += " in the list of checkpoints";
        if (is == null) {
            log.files().remove(file);
            places.add("the log comes without the lists");
        } else {
            log.files().put(file, is);
        }
    }

    private void siemRecords() {
        int line = random.nextInt(siem.size());
        String record = siem.get(line);
        done = "siem line " + (line + 1);
        places.add("siem.jsonl line " + (line + 1));
        switch (random.nextInt(6)) {
            case 0 -> {
                siem.remove(line);
                if (line == siem.size()) {
                    places.add("siem.jsonl");
                    words.add("leaf " + line + " is missing");
                } else if (line == 0) {
                    places.add("siem.jsonl begins with leaf 1");
                }
            }
            case 1 -> {
                int other = (line + 1) % siem.size();
                Collections.swap(siem, line, other);
                places.add("siem.jsonl line " + (other + 1));
                places.add("siem.jsonl line " + (Math.min(line, other) + 2));
            }
            case 2 -> {
                siem.add(
                        line,
                        record.replaceFirst(
                                "\"leafHash\":\"..",
                                "\"leafHash\":\"" + (record.contains("\"leafHash\":\"AB") ? "CD" : "AB")));
                places.add("siem.jsonl line " + (line + 2));
            }
            case 3 -> {
                siem.subList(line + 1, siem.size()).clear();
                siem.set(line, record.substring(0, random.nextInt(1, record.length())));
            }
            default -> {
                String[] tied = {
                    "leafIndex\":", "leafHash\":\"", "uid\":\"", "sequence\":", "checkpoint\":\"", "time\":"
                };
                String field = tied[random.nextInt(tied.length)];
                int at = record.indexOf("\"" + field) + 1 + field.length();
                int end = at;
                while (record.charAt(end) != '"' && record.charAt(end) != ',' && record.charAt(end) != '}') {
                    end++;
                }
                int spot = random.nextInt(at, end);
                char was = record.charAt(spot);
                char is = Character.isDigit(was) ? (char) ('0' + (was - '0' + 1) % 10) : was == 'x' ? 'y' : 'x';
                siem.set(line, record.substring(0, spot) + is + record.substring(spot + 1));
                done += " " + field;
            }
        }
    }

    private String any(String start) {
        List<String> names = List.copyOf(log.named(start).keySet());
        return names.get(random.nextInt(names.size()));
    }

    /** Null: there is no such file any more. */
    private byte @Nullable [] bytes(byte[] was) {
        int at = random.nextInt(was.length);
        int length = 1 + random.nextInt(40);
        switch (random.nextInt(12)) {
            case 0 -> {
                done = "file gone";
                return null;
            }
            case 1, 2 -> {
                done = "cut off";
                return Arrays.copyOf(was, at);
            }
            case 3, 4 -> {
                done = "bytes taken out at " + at;
                int rest = Math.min(was.length, at + length);
                return joined(Arrays.copyOf(was, at), new byte[0], Arrays.copyOfRange(was, rest, was.length));
            }
            case 5, 6 -> {
                done = "bytes put in at " + at;
                byte[] more = new byte[length];
                random.nextBytes(more);
                return joined(Arrays.copyOf(was, at), more, Arrays.copyOfRange(was, at, was.length));
            }
            default -> {
                done = "byte " + at + " changed";
                byte[] is = was.clone();
                is[at] ^= (byte) (1 + random.nextInt(255));
                return is;
            }
        }
    }

    private static byte[] joined(byte[] start, byte[] middle, byte[] end) {
        byte[] all = Arrays.copyOf(start, start.length + middle.length + end.length);
        System.arraycopy(middle, 0, all, start.length, middle.length);
        System.arraycopy(end, 0, all, start.length + middle.length, end.length);
        return all;
    }

    /** Whether this report is about what was done, and names its place. */
    boolean isReportedBy(Report report) {
        if (report.broken().isEmpty()) {
            return report.remarks().stream().anyMatch(remark -> places.stream().anyMatch(remark::contains));
        }
        Report.Place place = report.broken().get();
        return places.stream().anyMatch(place.where()::startsWith)
                && (words.isEmpty() || words.stream().anyMatch(word -> (place.what() + " ").contains(word)));
    }

    @Override
    public String toString() {
        return done + ", to be reported at " + places + " " + words;
    }
}
