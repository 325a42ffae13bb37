package io.postern.portal.domain.access;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A length of time that is offered. */
public record Choice(String iso, String text) {
    private static final List<Duration> USUAL = Stream.of(5, 15, 30, 60, 120, 180, 240, 360, 480, 720, 1_440)
            .map(Duration::ofMinutes)
            .toList();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** Those within a bound, which is itself the last of them. */
    public static List<Choice> upTo(Duration longest) {
        return Stream.concat(USUAL.stream(), Stream.of(longest))
                .filter(length -> length.isPositive() && length.compareTo(longest) <= 0)
                .distinct()
                .map(length -> new Choice(length.toString(), Given.words(length)))
                .toList();
    }

    /** The usual ones that are shorter than this, the shortest first; but none so short that nobody asks for it. */
    public static List<Choice> shorterThan(Duration length) {
        return USUAL.stream()
                .filter(usual -> usual.compareTo(QUARTER) >= 0 && usual.compareTo(length) < 0)
                .map(usual -> new Choice(usual.toString(), Given.words(usual)))
                .toList();
    }

    /** The field of the form that chooses it. */
    public String field() {
        return "length-" + iso;
    }

    /** What is chosen at first: an hour, or all there is if that is less. */
    public static String first(Duration longest) {
        return (longest.compareTo(HOUR) < 0 ? longest : HOUR).toString();
    }
}
