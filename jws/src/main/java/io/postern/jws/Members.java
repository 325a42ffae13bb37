package io.postern.jws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The members of a JSON object of which each has to be there, no other may, and the types are not guessed. */
public record Members(JsonNode node) {
    private static final long YEAR_2200 = 7_258_118_400L;

    private static final Pattern PLAIN = Pattern.compile("[!-~]{1,256}");

    /** Whether it is an object with these members, each of them and no other. */
    public boolean areExactly(Set<String> names) {
        return node.isObject() && names().equals(names);
    }

    /** What its members are called. */
    public Set<String> names() {
        Set<String> found = new HashSet<>();
        node.fieldNames().forEachRemaining(found::add);
        return found;
    }

    /** Empty when there is no such text: nothing that is wanted is empty. */
    public String text(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : "";
    }

    /** Words such as ids and names of things, that is. */
    public boolean areTexts(String... wanted) {
        return Stream.of(wanted).allMatch(name -> PLAIN.matcher(text(name)).matches());
    }

    /** Whether it is a whole number of seconds, after 1970 and before 2200. */
    public boolean isTime(String name) {
        JsonNode value = node.path(name);
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() > 0
                && value.longValue() < YEAR_2200;
    }

    /** What {@link #isTime} has said yes to. */
    public Instant time(String name) {
        return Instant.ofEpochSecond(node.path(name).longValue());
    }
}
