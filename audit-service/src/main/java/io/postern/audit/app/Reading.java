package io.postern.audit.app;

import io.postern.contracts.event.TrailRead.What;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody reads of the trail.
 *
 * @param filter what was asked for, in words that name no person
 * @param actor the person whose events were asked for, as the caller wrote it
 * @param entries how many are handed out, where that is known before
 */
public record Reading(What what, String filter, Optional<String> actor, OptionalLong entries) {
    public static Reading of(What what, String filter) {
        return new Reading(what, filter, Optional.empty(), OptionalLong.empty());
    }
}
