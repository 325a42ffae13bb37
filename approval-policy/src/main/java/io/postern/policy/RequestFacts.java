package io.postern.policy;

import io.postern.contracts.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy may look at.
 *
 * @param length how long the access lasts; of an extension, from the opening to the new end
 * @param extension which extension is asked for, from 1; 0 for the request itself
 * @param at the moment of the decision, by which schedules and hours go
 */
public record RequestFacts(
        SubjectFacts subject,
        List<TargetFacts> targets,
        List<Cidr> sources,
        Duration length,
        @Nullable String ticket,
        String justification,
        int extension,
        boolean breakGlass,
        Instant at) {
    public RequestFacts {
        targets = List.copyOf(targets);
        sources = List.copyOf(sources);
    }
}
