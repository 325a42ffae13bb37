package io.postern.enforcer.adapter.postgres;

import io.postern.contracts.event.VmAssessed;
import io.postern.enforcer.domain.inventory.Snapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What the texts say that were read lately: behind an NSG stand many VMs, of which hardly any has changed since the last look.
 * The record still decides: a text that is another one is read anew.
 */
final class Understood {
    private static final int KEPT = 2_000;

    private final Function<String, VmAssessed> reader;
    private final Map<String, Snapshot> snapshots = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Snapshot> eldest) {
            return size() > KEPT;
        }
    };

    Understood(Function<String, VmAssessed> reader) {
        this.reader = reader;
    }

    Snapshot snapshot(String text) {
        synchronized (snapshots) {
            Snapshot known = snapshots.get(text);
            if (known != null) {
                return known;
            }
        }
        Snapshot read = Snapshot.of(reader.apply(text));
        synchronized (snapshots) {
            snapshots.put(text, read);
        }
        return read;
    }
}
