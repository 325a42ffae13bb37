package io.postern.expiry.app;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.id.GrantId;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Deadlines of a database in memory, with a clock of its own, others who hold rows, and failures when told. */
final class RowsInMemory implements Deadlines {
    final List<PosternEvent> announced = new ArrayList<>();
    final Set<GrantId> held = new HashSet<>();
    Instant now;
    int failures;
    int pages;
    private final TreeSet<Moment> armed = new TreeSet<>();

    RowsInMemory(Instant now) {
        this.now = now;
    }

    @Override
    public void arm(Deadline deadline) {
        end(deadline.grantId());
        armed.addAll(deadline.moments());
    }

    @Override
    public void end(GrantId grant) {
        armed.removeIf(moment -> moment.grantId().equals(grant));
    }

    @Override
    public Page ahead(Optional<Moment> after, Duration within, int atMost) {
        fail();
        pages++;
        List<Moment> found = after.map(place -> armed.tailSet(place, false)).orElse(armed).stream()
                .filter(moment -> moment.at().isBefore(now.plus(within)))
                .limit(atMost)
                .toList();
        return new Page(found, found.isEmpty() ? Optional.empty() : Optional.of(now));
    }

    @Override
    public List<Outcome> announce(List<Moment> moments) {
        fail();
        return moments.stream().map(this::announce).toList();
    }

    private Outcome announce(Moment moment) {
        if (!armed.contains(moment)) {
            return new Outcome.Gone();
        }
        if (held.contains(moment.grantId())) {
            return new Outcome.Held();
        }
        if (!moment.isDue(now)) {
            return new Outcome.Early(Duration.between(now, moment.at()));
        }
        armed.remove(moment);
        announced.add(moment.event());
        return new Outcome.Announced();
    }

    @Override
    public int forget(Duration over, int atMost) {
        return 0;
    }

    private void fail() {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the database is away");
        }
    }
}
