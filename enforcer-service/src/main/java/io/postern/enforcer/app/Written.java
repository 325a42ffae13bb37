package io.postern.enforcer.app;

import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of the writes of one round at a boundary, as far as Azure said so; the truth is what is read back. {@code stopped}: nothing more may be written
 * in this round, which a rule alone that Azure will not have does not cause. {@code answered}: of which Azure said that it
 * is done, or that it will not do it; what does not show and has no answer may be on its way.
 */
record Written(
        boolean called,
        boolean stopped,
        boolean recorded,
        boolean doubtful,
        Set<String> tried,
        Set<String> answered,
        Map<String, @Nullable String> correlationIds,
        Map<String, String> invalid,
        List<Finding> findings,
        Optional<Duration> again,
        Optional<Duration> throttled,
        Optional<Duration> notYet) {
    Written {
        tried = new LinkedHashSet<>(tried);
        answered = Set.copyOf(answered);
        correlationIds = new LinkedHashMap<>(correlationIds);
        invalid = new LinkedHashMap<>(invalid);
        findings = List.copyOf(findings);
    }

    /** What Azure has answered for, and does not show, need not be removed once more. */
    Set<String> removedFrom(ObservedNsg seen) {
        Set<String> removed = new HashSet<>(answered);
        removed.removeAll(seen.names());
        return removed;
    }
}
