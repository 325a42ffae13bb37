package io.postern.enforcer.domain.posture;

import java.util.Comparator;
import java.util.stream.Stream;

/** Whether something is meant by a word of a rule; service tags and groups do not always say. */
enum Belongs {
    NO,
    MAYBE,
    YES;

    static Belongs of(boolean known) {
        return known ? YES : NO;
    }

    static Belongs toAny(Stream<Belongs> words) {
        return words.max(Comparator.naturalOrder()).orElse(NO);
    }

    Belongs and(Belongs other) {
        return compareTo(other) < 0 ? this : other;
    }
}
