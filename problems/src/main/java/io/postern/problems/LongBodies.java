package io.postern.problems;

/** A part of a service's addresses where bodies may be larger than elsewhere, and refusals are problems all the same. */
public interface LongBodies {
    /** Whether an address is in this part; the path is as the caller sent it. */
    boolean covers(String path);

    /** The largest body that is read in this part, in bytes. */
    int longestBody();
}
