package io.postern.enforcer.domain.grant;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.GrantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An approved request for one VM, as long as it lives. A move that is not a method here cannot be made:
 *
 * <pre>
 * granted ──▶ opening ──▶ open ──▶ closing ──▶ closed
 *    │           └──────────────────▶ │
 *    └────────▶ refused ◀─────────────┘ (nobody was ever told that it was open)
 * </pre>
 */
public sealed interface Grant {
    GrantTerms terms();

    default GrantId id() {
        return terms().id();
    }

    /** Approved; nothing about it is in Azure, and its end is not fixed yet. */
    record Granted(GrantTerms terms) implements Grant {
        public Opening intend(Instant end) {
            return new Opening(terms, end);
        }

        public Refused refuse(String reason, String detail) {
            return new Refused(terms, reason, detail);
        }
    }

    /** Its rule may already stand in Azure: the intent is on record, the read-back is still missing. */
    record Opening(GrantTerms terms, Instant end) implements Live {
        public Open seen(Instant from) {
            return new Open(terms, from, end);
        }

        /** Azure will not have the rule on one boundary; what stands on others has to go before that is the end. */
        public Closing refuse(String reason, String detail) {
            return new Closing(terms, end, CloseReason.REVOKED, false, new Refused(terms, reason, detail));
        }

        @Override
        public Closing close(CloseReason reason) {
            return new Closing(terms, end, reason, false);
        }
    }

    /** Read back from Azure as open on every boundary of its VM. */
    record Open(GrantTerms terms, Instant from, Instant end) implements Live {
        @Override
        public Closing close(CloseReason reason) {
            return new Closing(terms, end, reason, true);
        }
    }

    /** Must not be open any more. Lasts until its rules are seen to be gone; there is no failed removal. */
    record Closing(
            GrantTerms terms,
            Instant end,
            CloseReason reason,
            boolean wasOpen,
            @Nullable Refused refusal) implements Grant {
        public Closing(GrantTerms terms, Instant end, CloseReason reason, boolean wasOpen) {
            this(terms, end, reason, wasOpen, null);
        }

        /** Its end came, but an extension was there by then: the access itself goes on. */
        public Closing followedOn() {
            return new Closing(terms, end, CloseReason.EXTENDED, wasOpen, refusal);
        }

        public Grant gone() {
            if (wasOpen) {
                return new Closed(terms, end, reason);
            }
            return refusal != null
                    ? refusal
                    : new Refused(terms, reason.word(), "it ended before it was seen to be open");
        }
    }

    /** Was open, and its rules were read back as gone. */
    record Closed(GrantTerms terms, Instant end, CloseReason reason) implements Grant {}

    /** Never seen open, and never will be. */
    record Refused(GrantTerms terms, String reason, String detail) implements Grant {}

    /** A grant that wants its rule in Azure until its end. */
    sealed interface Live extends Grant permits Opening, Open {
        Instant end();

        Closing close(CloseReason reason);

        default boolean isOver(Instant now) {
            return !now.isBefore(end());
        }
    }
}
