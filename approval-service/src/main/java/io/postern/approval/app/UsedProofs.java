package io.postern.approval.app;

import io.postern.contracts.id.PersonId;
import java.time.Instant;

/** What bots signed and was used; nothing is used twice. */
public interface UsedProofs {
    /** Uses a proof up, as part of the unit of work under way; false when it was used before. */
    boolean use(String bot, String jti, PersonId person, Instant expiresAt, Instant now);

    /** How many this bot used in a person's name since: no bot can use up what another may bring. */
    int usedSince(String bot, PersonId person, Instant since);
}
