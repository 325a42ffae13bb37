package io.postern.approval.app;

import io.postern.contracts.event.SettingsChanged;
import io.postern.policy.ApprovalPolicy;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The approval policy as it is read, kept for every instance, and changed while the service runs. */
public final class PolicyBook implements Policies {
    private static final System.Logger LOG = System.getLogger(PolicyBook.class.getName());
    private static final String SETTING = "approval-policy";
    private static final int MOST_LISTED = 200;

    /** A policy of many rules takes memory once it is compiled; open cases of old versions are few. */
    private static final int MOST_COMPILED = 8;

    private final PolicyVersions versions;
    private final Function<String, ApprovalPolicy> reader;
    private final Facts facts;
    private final UnitOfWork unitOfWork;
    private final Map<String, ApprovalPolicy> compiled = new LinkedHashMap<>(MOST_COMPILED * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ApprovalPolicy> eldest) {
            return size() > MOST_COMPILED;
        }
    };
    private final Set<String> unreadable = new HashSet<>();
    private volatile @Nullable ApprovalPolicy current;

    /** @param reader makes a policy out of its text, or says in an exception what is wrong with it */
    public PolicyBook(
            PolicyVersions versions, Function<String, ApprovalPolicy> reader, Facts facts, UnitOfWork unitOfWork) {
        this.versions = versions;
        this.reader = reader;
        this.facts = facts;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Lets this text hold from now on. What held before goes on holding when it cannot be read or kept. The change is told
     * by the instance that makes it first.
     */
    public ApprovalPolicy adopt(String text, Instant now) {
        ApprovalPolicy next = reader.apply(text);
        unitOfWork.doing(() -> keep(next.version(), text, now));
        synchronized (compiled) {
            compiled.put(next.version(), next);
            unreadable.remove(next.version());
        }
        current = next;
        return next;
    }

    private PolicyVersions.Turn keep(String version, String text, Instant now) {
        if (!versions.keep(version, text, now)) {
            throw new IllegalStateException(
                    "another policy is known as " + version + " already; change the name or any character of this one");
        }
        PolicyVersions.Turn turn = versions.turnTo(version, now);
        if (turn.changed()) {
            facts.append(new SettingsChanged(SETTING, turn.before(), version));
        }
        return turn;
    }

    @Override
    public ApprovalPolicy current() {
        ApprovalPolicy holding = current;
        if (holding == null) {
            throw new IllegalStateException("no approval policy has been read yet");
        }
        return holding;
    }

    @Override
    public Optional<ApprovalPolicy> version(String version) {
        ApprovalPolicy holding = current;
        if (holding != null && holding.version().equals(version)) {
            return Optional.of(holding);
        }
        synchronized (compiled) {
            ApprovalPolicy known = compiled.get(version);
            if (known != null || unreadable.contains(version)) {
                return Optional.ofNullable(known);
            }
        }
        // Not under the lock: who waits for a connection must not keep those waiting who have one.
        return find(version).flatMap(written -> compile(version, written.text()));
    }

    /** Under the lock, so that those who ask at once compile it once. */
    private Optional<ApprovalPolicy> compile(String version, String text) {
        synchronized (compiled) {
            ApprovalPolicy known = compiled.get(version);
            if (known != null || unreadable.contains(version)) {
                return Optional.ofNullable(known);
            }
            Optional<ApprovalPolicy> read = read(version, text);
            read.ifPresentOrElse(policy -> compiled.put(version, policy), () -> unreadable.add(version));
            return read;
        }
    }

    /** What was written for an older reader must not stop those who ask by it: lists, votes, everything behind them. */
    private Optional<ApprovalPolicy> read(String version, String text) {
        try {
            return Optional.of(reader.apply(text));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the kept approval policy " + version + " can no longer be read", e);
            return Optional.empty();
        }
    }

    /** A version with its text, compiled or not. */
    public Optional<PolicyVersions.Written> find(String version) {
        return unitOfWork.doing(() -> versions.find(version));
    }

    public List<PolicyVersions.Kept> newest() {
        return unitOfWork.doing(() -> versions.newest(MOST_LISTED));
    }
}
