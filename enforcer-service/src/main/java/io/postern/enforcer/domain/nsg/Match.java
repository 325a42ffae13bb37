package io.postern.enforcer.domain.nsg;

/** How much of some traffic is meant by the words of a rule. Tags and groups do not always say: that is {@code SOME}. */
public enum Match {
    NO,
    SOME,
    ALL;

    static Match of(boolean known) {
        return known ? ALL : NO;
    }

    Match and(Match other) {
        return compareTo(other) < 0 ? this : other;
    }

    Match or(Match other) {
        return compareTo(other) < 0 ? other : this;
    }
}
