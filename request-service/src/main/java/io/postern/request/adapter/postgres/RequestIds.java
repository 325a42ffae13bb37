package io.postern.request.adapter.postgres;

import java.time.Instant;

/** What the order of request ids says: they are ULIDs, whose first ten characters are the time of their making. */
final class RequestIds {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_DIGITS = 10;
    private static final int BITS = 5;
    private static final String NOTHING_MORE = "0".repeat(16);

    private RequestIds() {}

    /** No id made at an instant or later comes before this. */
    static String earliest(Instant at) {
        StringBuilder id = new StringBuilder();
        for (int place = TIME_DIGITS - 1; place >= 0; place--) {
            id.append(DIGITS.charAt((int) (at.toEpochMilli() >>> (BITS * place)) & (DIGITS.length() - 1)));
        }
        return id + NOTHING_MORE;
    }
}
