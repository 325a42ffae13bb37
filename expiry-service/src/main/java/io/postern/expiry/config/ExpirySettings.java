package io.postern.expiry.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the expiry service. */
@ConfigMapping(prefix = "postern.expiry")
public interface ExpirySettings {
    /** How long the timer sleeps at most before it looks for deadlines by itself. */
    @WithDefault("PT1S")
    Duration poll();

    /** How long before the end of a window its people are told; zero for never. */
    @WithDefault("PT5M")
    Duration warnBefore();
}
