package io.postern.policy.read;

import io.postern.policy.text.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Keys with values, each key once, and none that nobody asks for. */
final class Section {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Part whole;
    private final Map<String, Part> values = new LinkedHashMap<>();

    /** Which keys there may be. */
    enum Keys {
        LISTED,
        NAMES,
        ANY
    }

    Section(Entries entries, Keys kind, List<String> keys) {
        this.whole = entries.whole();
        for (NodeTuple entry : entries.mapping().getValue()) {
            Part key = new Part(entry.getKeyNode(), entries.text());
            String name = key.text();
            if (kind == Keys.NAMES) {
                key.name();
            }
            if (kind == Keys.LISTED && !keys.contains(name)) {
                throw key.fault("nobody knows the key " + name + " here." + Nearest.question(name, keys) + " Known are "
                        + String.join(", ", keys) + ".");
            }
            if (values.containsKey(name)) {
                throw key.fault("the key " + name + " is here twice; keep one of them.");
            }
            values.put(name, new Part(entry.getValueNode(), entries.text()));
        }
    }

    Optional<Part> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    <T> Optional<T> get(String key, Function<Part, T> read) {
        return get(key).map(read);
    }

    Part need(String key) {
        return get(key).orElseThrow(() -> whole.fault("the key " + key + " is missing here; add it."));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Map<String, Part> all() {
        return values;
    }

    PolicyFault fault(String sentence) {
        return whole.fault(sentence);
    }
}
