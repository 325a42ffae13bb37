package io.postern.cli.verify;

/** That the log has this root at this size, signed by it. */
interface Promise {
    long size();

    boolean hasRoot(byte[] root);

    /** The checkpoint that says so, as it was found. */
    Checkpoint checkpoint() throws Broken;
}
