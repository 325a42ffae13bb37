package io.postern.enforcer.app;

import io.postern.contracts.event.ScaleSetAssessed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scale sets on record, in memory. */
public final class MemoryScaleSets implements ScaleSets {
    private final Map<String, ScaleSetAssessed> known = new LinkedHashMap<>();

    @Override
    public List<ScaleSetAssessed> all() {
        return List.copyOf(known.values());
    }

    @Override
    public void save(ScaleSetAssessed assessed) {
        known.put(assessed.subject(), assessed);
    }

    @Override
    public void remove(ScaleSetAssessed gone) {
        known.remove(gone.subject());
    }
}
