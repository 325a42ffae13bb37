package io.postern.cli.verify;

import java.io.IOException;

/** A file is there and longer than one of a log can be, so that it is not read: a fault of it, and not of the reading. */
final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong() {
        super("larger than a log's file can be");
    }
}
