package io.postern.contracts.event;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the enforcer sees of a scale set. Its instances are not protected; what is checked is that Azure announces the
 * end of an instance beforehand (termination notification).
 *
 * @param id the resource id
 * @param terminationNotice how long before the end Azure tells; null when it does not
 * @param deleted whether Azure says that it is gone
 */
public record ScaleSetAssessed(
        String id, String location, @Nullable Duration terminationNotice, boolean deleted) implements PosternEvent {
    @Override
    public String subject() {
        return id.toLowerCase(Locale.ROOT);
    }
}
