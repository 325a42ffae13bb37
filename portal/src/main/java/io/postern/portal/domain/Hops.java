package io.postern.portal.domain;

import java.util.regex.Pattern;

/**
 * The way that a call came, as {@code X-Forwarded-For} writes it. Who of it is to be believed the services decide, which
 * read it from the right: what a caller made up stands to the left of where the call really came from.
 */
public final class Hops {
    private static final int LONGEST = 500;
    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f:.\\[\\]]+");

    private Hops() {}

    /**
     * What came, with the peer at its end.
     *
     * @param came all lines of the header as they came with commas between, or empty; of them is kept what is right of anything that
     *     is no address or makes it too long
     * @param peer the address that the call came from
     */
    public static String with(String came, String peer) {
        String kept = peer;
        if (came.isBlank()) {
            return kept;
        }
        String[] hops = came.split(",", -1);
        for (int at = hops.length - 1; at >= 0; at--) {
            String hop = hops[at].strip();
            if (!FORM.matcher(hop).matches() || hop.length() + kept.length() > LONGEST) {
                return kept;
            }
            kept = hop + ", " + kept;
        }
        return kept;
    }
}
