package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * One kind of resource of a subscription that a scan can do without. A list that Azure refuses (no right, no such provider)
 * is empty; one that it owes us for the moment is as it was before. Either is said once, and not at each scan.
 */
final class Listing<T> {
    private static final Logger LOG = Logger.getLogger(Listing.class);

    private final String path;
    private final String apiVersion;
    private Map<String, T> last = Map.of();
    private String trouble = "";

    Listing(String path, String apiVersion) {
        this.path = path;
        this.apiVersion = apiVersion;
    }

    /** Puts what it makes of a resource, as it was at Azure's own time, under its key. */
    interface Reader<T> {
        void read(JsonNode resource, Instant serverTime, Map<String, T> all);
    }

    /** Reads the list anew; {@code reader} puts what it makes of a resource under its key. */
    Map<String, T> read(ArmClient arm, Reader<T> reader) {
        Map<String, T> found = new HashMap<>();
        try {
            var _ = arm.each(
                    path,
                    apiVersion,
                    Map.of(),
                    (item, at) -> ArmLandscape.readable(item, () -> reader.read(item, at, found)));
            last = Map.copyOf(found);
            say("");
        } catch (ArmFailure e) {
            boolean refused = e.status() >= 400 && e.status() < 500 && e.status() != 429;
            last = refused ? Map.of() : last;
            say(refused ? "is not given to us: " + e.code() : "does not come, and is taken as it was: " + e.code());
        }
        return last;
    }

    /** Whether the last reading failed. */
    boolean failed() {
        return !trouble.isEmpty();
    }

    static String key(JsonNode id) {
        return id.asText().toLowerCase(Locale.ROOT);
    }

    private void say(String now) {
        if (!now.equals(trouble)) {
            trouble = now;
            if (now.isEmpty()) {
                LOG.infof("the list %s is read again", path);
            } else {
                LOG.warnf("the list %s %s", path, now);
            }
        }
    }
}
