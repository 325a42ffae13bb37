package io.postern.cli.bench;

import java.util.Arrays;

/** What one run of load measured: how many answers in how long, and how long each took; with a status of the others. */
public record Sample(long[] nanos, long errors, int anError, double seconds) {
    public Sample {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    /** Good answers in a second. */
    double rate() {
        return seconds <= 0 ? 0 : nanos.length / seconds;
    }

    /** The time within which this share of the answers came, in milliseconds: an answer's own time, never one in between. */
    double percentile(double share) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * nanos.length);
        return nanos[Math.clamp(rank - 1, 0, nanos.length - 1)] / 1e6;
    }
}
