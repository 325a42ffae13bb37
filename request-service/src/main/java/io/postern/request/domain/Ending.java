package io.postern.request.domain;

import io.postern.contracts.event.CloseReason;

/** An early end that somebody ordered; confirmed once the enforcer says that nothing is open and nothing will be. */
public record Ending(Kind kind, boolean confirmed) {
    /** The three ways in which people end a request early. */
    public enum Kind {
        CANCEL(CloseReason.RELEASED),
        REVOKE(CloseReason.REVOKED),
        RELEASE(CloseReason.RELEASED);

        private final CloseReason reason;

        Kind(CloseReason reason) {
            this.reason = reason;
        }

        public CloseReason reason() {
            return reason;
        }
    }
}
