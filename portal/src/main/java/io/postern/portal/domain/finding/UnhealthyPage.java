package io.postern.portal.domain.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of the VMs that are unhealthy; {@code next} when there are more. */
public record UnhealthyPage(List<Unhealthy> value, @Nullable String next) {
    public UnhealthyPage {
        value = value == null ? List.of() : List.copyOf(value);
    }
}
