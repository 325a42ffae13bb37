package io.postern.policy.read;

import io.postern.policy.text.Nearest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One value in a YAML text, read as what it should be, or refused at its place. */
final class Part {
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Node node;
    private final Text text;

    Part(Node node, Text text) {
        this.node = node;
        this.text = text;
        if (node.getAnchor() != null) {
            throw fault("anchors and aliases (&, *) are not allowed; write the value out.");
        }
        if (node.getTag().getValue().startsWith("!")) {
            throw fault("tags (!) are not allowed; leave it out.");
        }
    }

    PolicyFault fault(String sentence) {
        return new PolicyFault(
                node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1, sentence);
    }

    /** A fault at a character of this scalar's value. */
    PolicyFault faultAt(int offset, String sentence) {
        if (!(node instanceof ScalarNode scalar)) {
            return fault(sentence);
        }
        boolean block = scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED;
        int[] place = text.placeOf(node.getStartMark(), node.getEndMark(), block, scalar.getValue(), offset);
        return new PolicyFault(place[0], place[1], sentence);
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw fault(node instanceof ScalarNode ? "write a value here." : "write one value here, not several.");
    }

    /** A section with these keys and no others. */
    Section section(String... keys) {
        return new Section(entries(), Section.Keys.LISTED, List.of(keys));
    }

    /** A section whose keys are anything. */
    Section anyNames() {
        return new Section(entries(), Section.Keys.ANY, List.of());
    }

    /** A section whose keys are names that the author chose. */
    Section names() {
        return new Section(entries(), Section.Keys.NAMES, List.of());
    }

    private Entries entries() {
        if (node instanceof MappingNode mapping) {
            return new Entries(this, mapping, text);
        }
        throw fault("write keys with values here, such as key: value.");
    }

    List<Part> list() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new Part(item, text))
                    .toList();
        }
        throw fault("write a list here: [a, b], or a line with - for each.");
    }

    /** A list, or one value that stands for a list of one. */
    List<Part> oneOrMore() {
        List<Part> parts = isText() ? List.of(this) : list();
        if (parts.isEmpty()) {
            throw fault("write at least one value into this list.");
        }
        return parts;
    }

    int number(int least, int most) {
        String written = text();
        if (WHOLE.matcher(written).matches()) {
            int number = Integer.parseInt(written);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw fault("write a number from " + least + " to " + most + " here, not " + written + ".");
    }

    Duration length() {
        String written = text();
        try {
            Duration length = Duration.parse(written);
            if (length.isNegative() || length.compareTo(LONGEST) > 0) {
                throw fault("write a length of time of at most a year here, not " + written + ".");
            }
            return length;
        } catch (DateTimeParseException wrong) {
            throw fault("write a length of time as PT30M, PT4H or P7D here, not " + written + ".");
        }
    }

    /** One of these words. */
    String oneOf(Collection<String> words) {
        String written = text();
        if (words.contains(written)) {
            return written;
        }
        throw fault("write one of " + String.join(", ", words) + " here, not " + written + "."
                + Nearest.question(written, words));
    }

    /** A name: small letters, digits and hyphens. */
    String name() {
        return name(text())
                .orElseThrow(() -> fault("a name has small letters, digits and hyphens, at most 64 characters."));
    }

    private static Optional<String> name(String written) {
        return Optional.of(written).filter(Section.NAME.asMatchPredicate());
    }
}
