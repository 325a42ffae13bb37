package io.postern.enforcer.app;

import java.time.Instant;
import java.util.Optional;

/** When the sweeper last completed a pass, as far as it told us. */
public interface SweeperHeartbeat {
    Optional<Instant> lastPass();
}
