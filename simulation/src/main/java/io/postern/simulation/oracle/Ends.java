package io.postern.simulation.oracle;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.azure.Change;
import io.postern.simulation.kernel.Owner;
import io.postern.simulation.process.SweeperProcess;
import io.postern.simulation.record.RuleRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * G3 an end in time, G4 not early, A8 nothing unknown stays, A10 what lands late is removed. What was revoked and is then
 * brought back by others stands until the next full scan, a minute at most, or until the end in its name: nobody looks at an
 * NSG more often for the sake of those who may write it anyway.
 */
public final class Ends extends Judge {
    private static final Duration UNKNOWN = Duration.ofSeconds(60);

    /** So long is it between a look and the write that follows from it. */
    private static final Duration MEANWHILE = Duration.ofSeconds(1);

    /** So far ahead of one's own clock Azure's is believed. */
    private static final Duration BELIEVABLE = Duration.ofSeconds(2);

    private final Scene scene;
    private final Owner self = new Owner("oracle");
    private final Map<String, Long> latest = new HashMap<>();
    private long puts;

    /** A rule that was put, and by when it is to be gone. */
    private record Look(BoundaryId boundary, String name, long put, Instant end, boolean brought) {}

    public Ends(Scene scene) {
        this.scene = scene;
        scene.log().onClosed(this::closed);
    }

    /** G9: from now on nothing of this request may stand for longer than it takes to remove it. */
    private void closed(RequestId request) {
        Instant now = scene.kernel().now();
        for (Snapshot machine : scene.machines()) {
            for (BoundaryId boundary : machine.boundaries()) {
                scene.rules().apply(boundary).stream()
                        .filter(rule -> rule.access() == Access.ALLOW && isOf(rule, request))
                        .forEach(rule -> closed(boundary, rule.name(), now));
            }
        }
    }

    private void closed(BoundaryId boundary, String name, Instant now) {
        long put = latest.getOrDefault(RuleRow.key(boundary, name), 0L);
        Look look = new Look(boundary, name, put, now, false);
        look(now.plus(Troubles.HEALTHY), () -> gone(look));
    }

    private boolean isOf(SecurityRule rule, RequestId request) {
        return Scene.opening(rule.name())
                .flatMap(name -> scene.database().grants.find(name.grant().value()))
                .filter(grant -> grant.terms().request().equals(request))
                .isPresent();
    }

    @Override
    public void failed(BoundaryId boundary, Duration until) {
        scene.troubles().at(boundary, until);
    }

    @Override
    public void changed(Change change) {
        Optional<RuleName.Opening> name = Scene.opening(change.name());
        if (name.isEmpty()) {
            return;
        }
        if (!Scene.isOurs(change.by())) {
            scene.troubles().at(change.boundary(), Duration.ZERO);
        }
        SecurityRule rule = change.after();
        if (rule == null) {
            notEarly(change, name.get());
        } else if (rule.access() == Access.ALLOW) {
            Instant now = scene.kernel().now();
            boolean ours = Scene.isOurs(change.by());
            boolean over =
                    isClosed(name.get().grant()) || !now.isBefore(name.get().end());
            long number = ++puts;
            latest.put(RuleRow.key(change.boundary(), change.name()), number);
            Instant end = over ? now : name.get().end();
            if (!ours && now.isBefore(name.get().end())) {
                // NB. nobody looks for it before the next full scan
                end = earlier(now.plus(UNKNOWN), name.get().end());
            }
            Look look = new Look(change.boundary(), rule.name(), number, end, over || !ours);
            look(end.plus(Troubles.HEALTHY), () -> gone(look));
            look(now.plus(UNKNOWN), () -> known(change.boundary(), change.name(), now));
        }
    }

    private boolean isClosed(GrantId grant) {
        return scene.database()
                .grants
                .find(grant.value())
                .flatMap(known -> scene.log().closed(known.terms().request()))
                .isPresent();
    }

    private void look(Instant when, Runnable judge) {
        Duration pause = Duration.between(scene.kernel().now(), when);
        scene.kernel().after(self, pause.plusMillis(1), judge);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void gone(Look look) {
        if (latest.getOrDefault(RuleRow.key(look.boundary(), look.name()), 0L) != look.put()) {
            return; // it was put anew, and is looked at because of that
        }
        Optional<SecurityRule> rule = scene.rule(look.boundary(), look.name())
                .filter(each -> each.access() == Access.ALLOW && each.inbound());
        if (rule.isEmpty()) {
            return;
        }
        Optional<Instant> deadline =
                scene.troubles().deadline(look.end(), look.boundary(), scene.enforcers(), look.brought(), isOver(look));
        Instant now = scene.kernel().now();
        if (!isOver(look)
                && Scene.opening(look.name())
                        .filter(name -> scene.isForgotten(name.grant()))
                        .isPresent()) {
            return; // that it was closed is not known any more; by its name it is looked at again
        }
        if (deadline.filter(bound -> !now.isBefore(bound)).isPresent()) {
            throw new Violation(
                    "G3",
                    look.name() + " at " + look.boundary().name() + " was to be gone at " + look.end()
                            + ", at the latest " + deadline.get());
        }
        look(deadline.orElse(now.plusSeconds(5)), () -> gone(look));
    }

    /** Whether its name says so, which the sweeper and an enforcer without its database go by. */
    private static boolean isOver(Look look) {
        return Scene.opening(look.name())
                .filter(name -> !look.end().isBefore(name.end()))
                .isPresent();
    }

    private void known(BoundaryId boundary, String name, Instant since) {
        boolean stands = scene.rule(boundary, name).isPresent();
        boolean recorded = scene.database()
                .rules
                .find(RuleRow.key(boundary, name))
                .filter(RuleRow::live)
                .isPresent();
        if (!stands || recorded) {
            return;
        }
        // NB. what nobody knows of waits for a full scan, if the first look at it was in vain
        boolean troubled = scene.troubles().wereThereAny(boundary, since);
        Optional<Instant> deadline =
                scene.troubles().deadline(since.plus(UNKNOWN), boundary, scene.enforcers(), troubled, false);
        Instant now = scene.kernel().now();
        if (deadline.filter(bound -> !now.isBefore(bound.plusSeconds(10))).isPresent()) {
            throw new Violation(
                    "A8", "nobody knows " + name + " at " + boundary.name() + ", which stands since " + since);
        }
        look(now.plusSeconds(10), () -> known(boundary, name, since));
    }

    private void notEarly(Change change, RuleName.Opening name) {
        Instant now = scene.kernel().now();
        Duration early = change.by().startsWith("sweeper") ? sweepersEarly(change.by()) : enforcersEarly();
        Instant earliest = name.end().minus(early.isNegative() ? Duration.ZERO : early);
        if (!Scene.isOurs(change.by()) || !now.isBefore(earliest) || mayGoEarly(change, name)) {
            return;
        }
        throw new Violation("G4", change.by() + " removes " + change.name() + " before its end " + name.end());
    }

    /** By whichever enforcer's clock is ahead most: it moves a grant on for all of them. */
    private Duration enforcersEarly() {
        Duration ahead = scene.atMostAhead();
        Duration early = ahead.isNegative() ? Duration.ZERO : ahead;
        return scene.troubles().isDateWrong() ? early.plus(BELIEVABLE) : early;
    }

    /** It goes by Azure's date, unless that is ahead of its own clock, and only some seconds after the end. */
    private Duration sweepersEarly(String sweeper) {
        return scene.troubles().isDateWrong()
                ? scene.mostAhead(sweeper).plus(BELIEVABLE).minus(SweeperProcess.GRACE)
                : Duration.ZERO;
    }

    /** Access goes on without a gap: the rule of the extension stands already, or did until somebody else meddled just now. */
    private boolean followedOn(Change change, RuleName.Opening name, Grant grant) {
        boolean extended = (grant instanceof Grant.Closing closing && closing.reason() == CloseReason.EXTENDED)
                || (grant instanceof Grant.Closed closed && closed.reason() == CloseReason.EXTENDED);
        Instant justNow = scene.kernel().now().minus(MEANWHILE);
        return extended && (scene.troubles().wereThereAny(change.boundary(), justNow) || goesOn(change, name, grant));
    }

    private boolean goesOn(Change change, RuleName.Opening name, Grant grant) {
        return scene.rules().apply(change.boundary()).stream()
                .flatMap(rule -> Scene.opening(rule.name()).stream())
                .filter(other -> other.end().isAfter(name.end()))
                .flatMap(other -> scene.database().grants.find(other.grant().value()).stream())
                .anyMatch(other -> other.terms().line().equals(grant.terms().line()));
    }

    /** Closed by somebody, unknown, refused, or no longer what was approved. */
    private boolean mayGoEarly(Change change, RuleName.Opening name) {
        Optional<Grant> grant = scene.database().grants.find(name.grant().value());
        if (grant.isEmpty() || change.before() == null) {
            return true;
        }
        RequestId request = grant.get().terms().request();
        boolean refused = grant.get() instanceof Grant.Refused
                || grant.get() instanceof Grant.Closed // and somebody brought its rule back
                || (grant.get() instanceof Grant.Closing closing && closing.refusal() != null);
        boolean detached = grant.get() instanceof Grant.Closing gone
                && gone.reason() == CloseReason.VM_DELETED
                && scene.log().isAnyBoundaryDeleted();
        boolean elsewhere = scene.machine(grant.get().terms().vm())
                .filter(machine -> machine.boundaries().contains(change.boundary()))
                .isEmpty();
        return refused
                || scene.log().isForgotten(request)
                || followedOn(change, name, grant.get())
                || elsewhere
                || detached
                || scene.log().isCloseAsked(request);
    }
}
