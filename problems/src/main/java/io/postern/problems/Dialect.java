package io.postern.problems;

/** A part of a service's addresses that says no in a form of its own, for callers who know that form from elsewhere. */
public interface Dialect {
    /** Whether an address is in this part; the path is as the caller sent it. */
    boolean covers(String path);

    /** The largest body that is read in this part, in bytes. */
    int longestBody();

    /** The JSON body that takes the place of a problem document. */
    Object refusal(Problem problem);
}
