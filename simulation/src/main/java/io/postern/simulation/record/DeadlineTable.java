package io.postern.simulation.record;

import io.postern.contracts.id.GrantId;
import io.postern.expiry.app.Deadlines;
import io.postern.expiry.domain.Deadline;
import io.postern.expiry.domain.Moment;
import io.postern.simulation.kernel.Kernel;
import io.postern.simulation.record.Database.DeadlineRow;
import io.postern.simulation.record.Database.DeadlineRow.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The deadlines on record, judged by the database's time, which is the true time here. */
public record DeadlineTable(Database database, Connection connection, Kernel kernel) implements Deadlines {
    @Override
    public void arm(Deadline deadline) {
        armed().map(DeadlineRow::deadline)
                .filter(known -> known.grantId().equals(deadline.grantId())
                        && !known.until().equals(deadline.until()))
                .toList()
                .forEach(known -> put(known, State.SUPERSEDED, false));
        Optional<DeadlineRow> same = database.deadlines.find(key(deadline.grantId(), deadline.until()));
        if (same.isEmpty() || same.get().state() == State.SUPERSEDED) {
            put(deadline, State.ARMED, same.filter(DeadlineRow::warned).isPresent());
        }
    }

    @Override
    public void end(GrantId grant) {
        armed().filter(row -> row.deadline().grantId().equals(grant))
                .toList()
                .forEach(row -> put(row.deadline(), State.ENDED, row.warned()));
    }

    @Override
    public Page ahead(Optional<Moment> after, Duration within, int atMost) {
        return connection.call(() -> {
            Instant now = kernel.now();
            List<Moment> moments = armed().flatMap(row -> row.deadline().moments().stream()
                            .filter(moment -> moment.kind() == Moment.Kind.END || !row.warned()))
                    .filter(moment -> moment.isDue(now.plus(within)))
                    .filter(moment -> after.isEmpty() || moment.compareTo(after.get()) > 0)
                    .sorted()
                    .limit(atMost)
                    .toList();
            return new Page(moments, moments.isEmpty() ? Optional.empty() : Optional.of(now));
        });
    }

    @Override
    public List<Outcome> announce(List<Moment> moments) {
        return connection.call(() -> moments.stream().map(this::announce).toList());
    }

    private Outcome announce(Moment moment) {
        DeadlineRow row = database.deadlines
                .find(key(moment.grantId(), moment.until()))
                .filter(known -> known.state() == State.ARMED)
                .filter(known -> moment.kind() == Moment.Kind.END || !known.warned())
                .orElse(null);
        if (row == null) {
            return new Outcome.Gone();
        }
        if (!moment.isDue(kernel.now())) {
            return new Outcome.Early(Duration.between(kernel.now(), moment.at()));
        }
        boolean end = moment.kind() == Moment.Kind.END;
        put(row.deadline(), end ? State.ANNOUNCED : State.ARMED, true);
        connection.append(moment.event());
        return new Outcome.Announced();
    }

    @Override
    public int forget(Duration over, int atMost) {
        return 0;
    }

    private Stream<DeadlineRow> armed() {
        return database.deadlines.all().stream().filter(row -> row.state() == State.ARMED);
    }

    private void put(Deadline deadline, State state, boolean warned) {
        database.deadlines.put(key(deadline.grantId(), deadline.until()), new DeadlineRow(deadline, state, warned));
    }

    private static String key(GrantId grant, Instant until) {
        return grant.value() + " " + until;
    }
}
