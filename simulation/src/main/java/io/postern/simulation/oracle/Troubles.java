package io.postern.simulation.oracle;

import io.postern.contracts.id.BoundaryId;
import io.postern.simulation.kernel.Kernel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What went wrong when, as the history itself knows it: from this follows by when access must have ended. */
public final class Troubles {
    static final Duration HEALTHY = Duration.ofSeconds(5);
    static final Duration ONE_OF_MANY = Duration.ofSeconds(15);
    static final Duration SWEPT = Duration.ofSeconds(30);
    static final Duration AFTER_AZURE = Duration.ofSeconds(15);
    /** Without the sweeper: whoever comes back takes over leases that lapse, and begins with what is over. */
    static final Duration AFTER_ALL = Duration.ofSeconds(15);

    /** What no enforcer knows of, and no sweeper sees, waits for a full scan. */
    static final Duration SCANNED = Duration.ofSeconds(60);

    private static final Duration ECHO = Duration.ofSeconds(20);

    private final Kernel kernel;
    private final List<Trouble> all = new ArrayList<>();

    /** Where something goes wrong. */
    public enum Kind {
        ENFORCER,
        SWEEPER,
        EXPIRY,
        DATABASE,
        AZURE,
        DATE,
        KEYS,
        CLOCK
    }

    /** One of them; without an end while it goes on. */
    public static final class Trouble {
        private final Kind kind;
        private final String where;
        private final Instant from;
        private @Nullable Instant to;

        private Trouble(Kind kind, String where, Instant from) {
            this.kind = kind;
            this.where = where;
            this.from = from;
        }

        public boolean isOver() {
            return to != null;
        }
    }

    public Troubles(Kernel kernel) {
        this.kernel = kernel;
    }

    public Trouble begin(Kind kind, String where) {
        Trouble trouble = new Trouble(kind, where, kernel.now());
        all.add(trouble);
        return trouble;
    }

    public void end(Trouble trouble) {
        if (trouble.to == null) {
            trouble.to = kernel.now();
        }
    }

    /** Whether Azure ever said a wrong time so far. */
    boolean isDateWrong() {
        return has(all, each -> each.kind == Kind.DATE);
    }

    /** Whether Azure, or an enforcer, had a wrong time since then. */
    boolean wereClocksApart(Instant since) {
        return has(
                all,
                each -> (each.kind == Kind.DATE || each.kind == Kind.CLOCK)
                        && (each.to == null || each.to.isAfter(since)));
    }

    /** Whether the database ever did not answer so far. */
    boolean wasDatabaseSilent() {
        return has(all, each -> each.kind == Kind.DATABASE);
    }

    /** Whether anything was wrong since then. */
    boolean wereThereAny(Instant since) {
        return has(all, each -> each.to == null || each.to.isAfter(since));
    }

    /** Whether anything was wrong since then, of what that boundary feels. */
    boolean wereThereAny(BoundaryId boundary, Instant since) {
        return has(
                all,
                each -> (each.to == null || each.to.isAfter(since))
                        && (each.kind != Kind.AZURE || each.where.isEmpty() || each.where.equals(boundary.key())));
    }

    /** Something short at one boundary, which is felt until then. */
    void at(BoundaryId boundary, Duration until) {
        Trouble trouble = begin(Kind.AZURE, boundary.key());
        trouble.to = kernel.now().plus(until);
    }

    /**
     * By when what was to end at {@code end} must be gone; empty while that depends on what is still going on. What others
     * {@code brought} no enforcer knows of, but the sweeper sees it, if it is over {@code byName}.
     */
    Optional<Instant> deadline(
            Instant end, BoundaryId boundary, List<String> enforcers, boolean brought, boolean byName) {
        Instant deadline = end.plus(HEALTHY);
        for (int i = 0; i < 20; i++) {
            Optional<Instant> next = next(end, deadline, boundary, enforcers, brought, byName);
            if (next.isEmpty() || !next.get().isAfter(deadline)) {
                return next.isEmpty() ? next : Optional.of(deadline);
            }
            deadline = next.get();
        }
        return Optional.empty();
    }

    private Optional<Instant> next(
            Instant end,
            Instant deadline,
            BoundaryId boundary,
            List<String> enforcers,
            boolean brought,
            boolean byName) {
        List<Trouble> felt = all.stream()
                .filter(each -> each.from.isBefore(deadline)
                        && (each.to == null || each.to.isAfter(end.minus(ECHO)))
                        && (each.kind != Kind.AZURE || each.where.isEmpty() || each.where.equals(boundary.key())))
                .toList();
        boolean azure = has(felt, each -> each.kind == Kind.AZURE);
        boolean sweeper = byName && !has(felt, each -> each.kind == Kind.SWEEPER || each.kind == Kind.DATE);
        boolean database = has(felt, each -> each.kind == Kind.DATABASE);
        boolean all = brought
                || enforcers.stream().allMatch(name -> has(felt, each -> isOf(each) && each.where.equals(name)));
        if (azure || ((database || all) && !sweeper)) {
            boolean alone = database || all || has(felt, Troubles::isOf);
            Duration bound = !sweeper ? brought ? SCANNED : AFTER_ALL : alone ? SWEPT : AFTER_AZURE;
            return felt.stream().anyMatch(each -> each.to == null)
                    ? Optional.empty()
                    : felt.stream()
                            .flatMap(each -> Optional.ofNullable(each.to).stream())
                            .max(Instant::compareTo)
                            .map(last -> (last.isAfter(end) ? last : end).plus(bound));
        }
        if (database || all) {
            return Optional.of(end.plus(SWEPT));
        }
        return Optional.of(end.plus(has(felt, Troubles::isOf) ? ONE_OF_MANY : HEALTHY));
    }

    private static boolean isOf(Trouble trouble) {
        return trouble.kind == Kind.ENFORCER || trouble.kind == Kind.CLOCK;
    }

    private static boolean has(List<Trouble> troubles, Predicate<Trouble> that) {
        return troubles.stream().anyMatch(that);
    }
}
