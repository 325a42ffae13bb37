package io.postern.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The alarms that are delivered with the product: each service proves that it shows what they look at. */
public final class AlarmRules {
    /** From a module's directory, where its tests run. */
    public static final Path FILE = Path.of("../deploy/alarms/postern.rules.yml");

    private static final Pattern EXPRESSION = Pattern.compile("^ *expr: (.*)$", Pattern.MULTILINE);
    private static final Pattern METRIC = Pattern.compile("\\b(?:postern|kafka)_[a-z_]+");

    private AlarmRules() {}

    /** Every metric that an alarm looks at and whose name begins like that. */
    public static Set<String> metrics(String beginning) {
        return metrics().stream()
                .filter(name -> name.startsWith(beginning))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        Matcher expressions = EXPRESSION.matcher(read(FILE));
        while (expressions.find()) {
            Matcher metric = METRIC.matcher(expressions.group(1));
            while (metric.find()) {
                names.add(metric.group());
            }
        }
        return names;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("there are no alarms", e);
        }
    }
}
