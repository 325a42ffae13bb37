package io.postern.policy.read;

import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** A YAML text as a tree that remembers its places: one document, of bounded size and depth, without aliases. */
final class Text {
    private static final int LARGEST = 1_000_000;
    private static final int DEEPEST = 20;

    private final String yaml;

    Text(String yaml) {
        this.yaml = yaml;
    }

    /** The whole document. */
    Part root() {
        if (yaml.length() > LARGEST) {
            throw new PolicyFault(
                    1, 1, "a policy has at most 1,000,000 characters; this one has " + yaml.length() + ".");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (root == null) {
                throw new PolicyFault(1, 1, "the text is empty.");
            }
            return new Part(root, this);
        } catch (MarkedYAMLException wrong) {
            Mark mark = wrong.getProblemMark();
            throw new PolicyFault(
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1,
                    "not well-formed YAML: " + wrong.getProblem() + ".");
        } catch (YAMLException wrong) {
            throw new PolicyFault(1, 1, "not readable as YAML: " + wrong.getMessage() + ".");
        }
    }

    /**
     * The place of a character of a scalar's value, which may have been quoted, folded or indented.
     *
     * @param value the value, of which the character at {@code offset} is looked for
     */
    int[] placeOf(Mark start, Mark end, boolean block, String value, int offset) {
        int[] raw = yaml.codePoints().toArray();
        int[] wanted = value.codePoints().toArray();
        int at = start(raw, start.getLine(), start.getColumn());
        int until = Math.min(raw.length, start(raw, end.getLine(), end.getColumn()));
        while (block && at < until && raw[at] != '\n') {
            at++;
        }
        for (int i = 0; i <= Math.min(offset, wanted.length - 1); i++) {
            while (at < until && !alike(raw[at], wanted[i])) {
                at++;
            }
            at += i < offset ? 1 : 0;
        }
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(at, raw.length); i++) {
            column = raw[i] == '\n' ? 1 : column + 1;
            line += raw[i] == '\n' ? 1 : 0;
        }
        return new int[] {line, column};
    }

    private static boolean alike(int raw, int wanted) {
        return raw == wanted || (Character.isWhitespace(raw) && Character.isWhitespace(wanted));
    }

    private static int start(int[] raw, int line, int column) {
        int at = 0;
        for (int seen = 0; seen < line && at < raw.length; at++) {
            seen += raw[at] == '\n' ? 1 : 0;
        }
        return at + column;
    }
}
