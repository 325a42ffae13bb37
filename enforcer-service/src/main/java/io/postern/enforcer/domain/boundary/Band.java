package io.postern.enforcer.domain.boundary;

/** The priorities that openings are given: from {@code first} to {@code last}, both included. The rest is left to customers and to baselines. */
public record Band(int first, int last) {
    public static final Band DEFAULT = new Band(100, 999);

    public Band {
        if (first < Slots.FIRST || last > Slots.LAST || first > last) {
            throw new IllegalArgumentException("the band of priorities for openings lies within " + Slots.FIRST
                    + " and " + Slots.LAST + ", and does not end before it begins: not " + first + " to " + last);
        }
    }
}
