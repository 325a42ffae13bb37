package io.postern.enforcer.app;

import io.postern.enforcer.domain.boundary.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The numbers by which somebody outside is alarmed. They are counted now and then, so that asking for them waits for nothing. */
public final class Figures {
    private final ListState state;
    private final Backlog backlog;
    private final AddInterlocks interlocks;
    private volatile Backlog.Overdue overdue = Backlog.Overdue.NOTHING;
    private volatile Map<Finding.Kind, Long> findings = Map.of();

    public Figures(ListState state, Backlog backlog, AddInterlocks interlocks) {
        this.state = state;
        this.backlog = backlog;
        this.interlocks = interlocks;
    }

    /** Counts anew. Throws while the record cannot be read; then what was counted last stays. */
    public void count() {
        overdue = backlog.overdue();
        Map<Finding.Kind, Long> counted = new EnumMap<>(Finding.Kind.class);
        state.findings().forEach(known -> counted.merge(known.finding().kind(), 1L, Long::sum));
        findings = counted;
    }

    /** When our own deadlines were last looked at completely; none since the start. */
    public Optional<Instant> lastScan() {
        return interlocks.lastScan();
    }

    /** Rules that should be gone. */
    public long overdueRules() {
        return overdue.rules();
    }

    public Duration oldestOverdue() {
        return overdue.oldest();
    }

    public long findings(Finding.Kind kind) {
        return findings.getOrDefault(kind, 0L);
    }
}
