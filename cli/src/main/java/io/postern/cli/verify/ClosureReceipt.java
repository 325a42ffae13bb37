package io.postern.cli.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signed statement that a request was opened as approved and is closed. What it says of each leaf is a line; the tree
 * that the leaves are in stands at its end.
 */
public record ClosureReceipt(
        String origin,
        String request,
        List<Approval> approvals,
        List<Opening> openings,
        List<Closing> closings,
        long size,
        byte[] root,
        String note) {
    private static final String PLACE = "the receipt";
    private static final String TITLE = "postern closure receipt v1";
    private static final String WORD = "([!-~]+)";
    private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
    private static final Pattern APPROVED =
            Pattern.compile("approved leaf=" + NUMBER + " at=" + WORD + " notAfter=" + WORD);
    private static final Pattern OPENED = Pattern.compile("opened leaf=" + NUMBER + " grant=" + WORD + " at=" + WORD
            + " from=" + WORD + " until=" + WORD + " rule=" + WORD + " vm=(.+)");
    private static final Pattern CLOSED =
            Pattern.compile("closed leaf=" + NUMBER + " grant=" + WORD + " at=" + WORD + " how=" + WORD);
    private static final Pattern TREE = Pattern.compile("tree size=" + NUMBER + " root=([A-Za-z0-9+/]{43}=)");

    public ClosureReceipt {
        approvals = List.copyOf(approvals);
        openings = List.copyOf(openings);
        closings = List.copyOf(closings);
    }

    /** Somebody agreed. */
    public record Approval(long leaf, Instant at, Instant notAfter) {}

    /** A grant was open. */
    public record Opening(long leaf, String grant, Instant at, Instant from, Instant until, String rule, String vm) {}

    /** A grant was gone. */
    public record Closing(long leaf, String grant, Instant at, String how) {}

    /** Reads a receipt that {@code key} has signed and that says of itself what a receipt has to; any other is broken. */
    static ClosureReceipt read(String note, NoteVerifierKey key) throws Broken {
        String text = SignedNote.text(PLACE, note, key);
        String[] lines = text.split("\n");
        if (lines.length < 4 || !lines[0].equals(TITLE) || !lines[2].startsWith("request ")) {
            throw new Broken(PLACE, "signed, but no closure receipt");
        }
        if (!lines[1].equals(key.name())) {
            throw new Broken(PLACE, "of " + lines[1] + ", but the key is that of " + key.name());
        }
        List<Approval> approvals = new ArrayList<>();
        List<Opening> openings = new ArrayList<>();
        List<Closing> closings = new ArrayList<>();
        try {
            for (int i = 3; i < lines.length - 1; i++) {
                line(lines[i], approvals, openings, closings);
            }
        } catch (DateTimeParseException e) {
            throw new Broken(PLACE, "a time in it is none");
        }
        Matcher tree = TREE.matcher(lines[lines.length - 1]);
        if (!tree.matches()) {
            throw new Broken(PLACE, "its last line names no tree");
        }
        ClosureReceipt receipt = new ClosureReceipt(
                lines[1],
                lines[2].substring("request ".length()),
                approvals,
                openings,
                closings,
                Long.parseLong(tree.group(1)),
                CanonicalBase64.decode(tree.group(2)),
                note);
        receipt.check();
        return receipt;
    }

    private static void line(String line, List<Approval> approvals, List<Opening> openings, List<Closing> closings)
            throws Broken {
        Matcher approved = APPROVED.matcher(line);
        Matcher opened = OPENED.matcher(line);
        Matcher closed = CLOSED.matcher(line);
        if (approved.matches()) {
            approvals.add(new Approval(
                    Long.parseLong(approved.group(1)),
                    Instant.parse(approved.group(2)),
                    Instant.parse(approved.group(3))));
        } else if (opened.matches()) {
            openings.add(new Opening(
                    Long.parseLong(opened.group(1)),
                    opened.group(2),
                    Instant.parse(opened.group(3)),
                    Instant.parse(opened.group(4)),
                    Instant.parse(opened.group(5)),
                    opened.group(6),
                    opened.group(7)));
        } else if (closed.matches()) {
            closings.add(new Closing(
                    Long.parseLong(closed.group(1)), closed.group(2), Instant.parse(closed.group(3)), closed.group(4)));
        } else {
            throw new Broken(PLACE, "a line of it cannot be understood: " + line);
        }
    }

    private void check() throws Broken {
        if (openings.isEmpty()) {
            throw new Broken(PLACE, "says of nothing that it was open");
        }
        Map<String, Closing> closed = new HashMap<>();
        closings.forEach(closing -> closed.put(closing.grant(), closing));
        Set<Long> leaves = new HashSet<>();
        approvals.forEach(step -> leaves.add(step.leaf()));
        for (Opening opening : openings) {
            leaves.add(opening.leaf());
            Closing closing = closed.get(opening.grant());
            if (closing == null) {
                throw new Broken(PLACE, "grant " + opening.grant() + " is still open by it");
            }
            if (closing.at().isBefore(opening.at())) {
                throw new Broken(PLACE, "grant " + opening.grant() + " is closed by it before it was open");
            }
            if (approvals.stream()
                    .noneMatch(each -> !opening.at().isBefore(each.at().minus(Fact.SKEW))
                            && !opening.until().isAfter(each.notAfter()))) {
                throw new Broken(PLACE, "grant " + opening.grant() + " was open by it otherwise than approved");
            }
        }
        closings.forEach(step -> leaves.add(step.leaf()));
        if (leaves.size() != approvals.size() + openings.size() + closings.size()
                || leaves.stream().anyMatch(leaf -> leaf >= size)) {
            throw new Broken(PLACE, "its leaves are not each another one of its tree");
        }
    }

    /** The tree that it stands on, as something that the log has signed. */
    Checkpoint tree() {
        return new Checkpoint(PLACE, note, origin, size, root);
    }

    /** How long after its end a grant was closed; negative when before. */
    public Duration late(Opening opening) {
        return closings.stream()
                .filter(closing -> closing.grant().equals(opening.grant()))
                .findFirst()
                .map(closing -> Duration.between(opening.until(), closing.at()))
                .orElse(Duration.ZERO);
    }

    /** A line, as the log tells it too. */
    private record Step(String what, long leaf, List<Object> said) {
        Step(String what, long leaf, Object... said) {
            this(what, leaf, List.of(said));
        }
    }

    /**
     * The entries of the receipt's tree tell of this request just what the receipt does.
     *
     * @return what entries after it tell besides
     */
    List<String> compare(Story story) throws Broken {
        Set<Step> here = new HashSet<>();
        Digest64 digest = new Digest64();
        approvals.forEach(each -> here.add(new Step("approval", each.leaf(), each.at(), each.notAfter())));
        for (Opening each : openings) {
            long where = digest.of(FactReader.where(each.vm(), each.rule()));
            here.add(new Step(opening(each.grant()), each.leaf(), each.at(), each.from(), each.until(), where));
        }
        closings.forEach(each -> here.add(new Step(closing(each.grant()), each.leaf(), each.at(), each.how())));
        Set<Step> there = new LinkedHashSet<>();
        story.approvals(request)
                .forEach(each -> there.add(new Step("approval", each.index(), each.at(), each.bound())));
        story.openings(request)
                .forEach(each -> there.add(new Step(
                        opening(each.grant()), each.index(), each.at(), each.from(), each.until(), each.where())));
        story.removals(request)
                .forEach(each -> there.add(new Step(closing(each.grant()), each.index(), each.at(), each.reason())));
        for (Step step : here) {
            if (!there.contains(step)) {
                throw new Broken(PLACE, "the log has no such " + step.what() + " in entry " + step.leaf());
            }
        }
        for (Step step : there) {
            if (step.leaf() < size && !here.contains(step)) {
                throw new Broken(PLACE, "says nothing of the " + step.what() + " in entry " + step.leaf());
            }
        }
        return story.openings(request).stream()
                .filter(each -> each.index() >= size)
                .map(each -> "the request was opened again after this receipt, by grant " + each.grant() + " in entry "
                        + each.index())
                .toList();
    }

    private static String opening(String grant) {
        return "opening of grant " + grant;
    }

    private static String closing(String grant) {
        return "closing of grant " + grant;
    }
}
