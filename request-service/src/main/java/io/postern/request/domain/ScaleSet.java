package io.postern.request.domain;

import io.postern.contracts.event.ScaleSetAssessed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A scale set, whose instances are not protected; it should tell of the end of an instance beforehand. */
public record ScaleSet(String id, String location, @Nullable Duration terminationNotice) {
    private static final String WHAT_TO_DO =
            "Enable the termination notification of this scale set, with a delay: its instances are told of their end then.";

    public static ScaleSet of(ScaleSetAssessed fact) {
        return new ScaleSet(fact.id(), fact.location(), fact.terminationNotice());
    }

    public String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** A notice without any delay tells nobody in time. */
    public Health health() {
        return terminationNotice != null && terminationNotice.isPositive()
                ? new Health(Health.Level.HEALTHY, null)
                : new Health(Health.Level.UNHEALTHY, "TerminationNotificationOff");
    }

    /** What to do about a scale set that is not healthy. */
    public @Nullable String detail() {
        return health().level() == Health.Level.HEALTHY ? null : WHAT_TO_DO;
    }
}
