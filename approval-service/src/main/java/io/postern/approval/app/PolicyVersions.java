package io.postern.approval.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts of all policies that ever held, and which one was last told to hold; shared by all instances. */
public interface PolicyVersions {
    /** A version with the moment at which any instance first had it. */
    record Kept(String version, Instant firstSeen, boolean current) {}

    /** A version with its text. */
    record Written(Kept kept, String text) {}

    /**
     * What was told to hold until now.
     *
     * @param before null when there was none
     */
    record Turn(boolean changed, @Nullable String before) {}

    /** Keeps a text under its version; false when there is another text under it already. */
    boolean keep(String version, String text, Instant now);

    /** Makes a version that is kept the one that was last told to hold. */
    Turn turnTo(String version, Instant now);

    Optional<Written> find(String version);

    /** Those that came last, the newest first. */
    List<Kept> newest(int atMost);
}
