package io.postern.emulator.arm;

import java.time.Duration;
import java.util.Optional;

/**
 * How a long-running operation ends other than by itself.
 *
 * @param after when, from its start; empty for the usual time
 * @param undone whether what it did is taken back at its end
 */
public record Fate(Ending ends, Optional<Duration> after, boolean undone, String code, String message) {
    /** What its status says in the end. */
    public enum Ending {
        SUCCEEDED("Succeeded", "", ""),
        FAILED("Failed", "InternalServerError", "An error occurred."),
        CANCELED("Canceled", "Canceled", "Operation was canceled."),
        SUPERSEDED(
                "Canceled",
                "CanceledAndSupersededDueToAnotherOperation",
                "Operation was canceled and superseded by another operation."),
        NEVER("InProgress", "", "");

        private final String status;
        private final String code;
        private final String message;

        Ending(String status, String code, String message) {
            this.status = status;
            this.code = code;
            this.message = message;
        }

        String status() {
            return status;
        }

        /** The usual error code; empty when it is no error. */
        public String code() {
            return code;
        }

        public String message() {
            return message;
        }
    }
}
