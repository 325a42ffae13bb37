package io.postern.simulation.oracle;

import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.SecurityRule;
import io.postern.simulation.azure.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * G11: closing everything takes three writes of an NSG at most that Azure accepts, however many openings it has, as long as
 * nothing goes wrong there meanwhile or shortly before; by when it must be done is judged as every other end is.
 */
public final class Panics extends Judge {
    static final int MOST = 3;

    /** Where a write of the whole NSG failed, it is written rule by rule for about so long. */
    private static final Duration ONE_BY_ONE = Duration.ofSeconds(75);

    private final Scene scene;
    private final Map<BoundaryId, Panic> open = new HashMap<>();

    private static final class Panic {
        private final Instant since;
        private final Set<String> left;
        private int writes;
        private Instant last = Instant.EPOCH;

        Panic(Instant since, Set<String> left) {
            this.since = since;
            this.left = left;
        }
    }

    public Panics(Scene scene) {
        this.scene = scene;
        scene.log().onPanic(this::ordered);
    }

    private void ordered() {
        Instant now = scene.kernel().now();
        scene.machines().stream()
                .flatMap(machine -> machine.boundaries().stream())
                .distinct()
                .forEach(boundary -> {
                    Set<String> standing = scene.rules().apply(boundary).stream()
                            .filter(rule -> rule.access() == Access.ALLOW)
                            .map(SecurityRule::name)
                            .filter(name -> Scene.opening(name).isPresent())
                            .map(Panics::key)
                            .collect(Collectors.toCollection(TreeSet::new));
                    if (!standing.isEmpty()) {
                        open.put(boundary, new Panic(now, standing));
                    }
                });
    }

    @Override
    public void changed(Change change) {
        Panic panic = open.get(change.boundary());
        SecurityRule after = change.after();
        if (panic == null || (after != null && after.access() == Access.ALLOW)) {
            return;
        }
        Instant now = scene.kernel().now();
        if (panic.left.remove(key(change.name())) && !panic.last.equals(now)) {
            panic.last = now; // one write takes effect at one instant
            panic.writes++;
        }
        if (panic.left.isEmpty()) {
            open.remove(change.boundary());
            if (panic.writes > MOST
                    && !scene.troubles().wereThereAny(change.boundary(), panic.since.minus(ONE_BY_ONE))) {
                throw new Violation(
                        "G11", "after a panic " + change.boundary().name() + " was written " + panic.writes + " times");
            }
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
