package io.postern.request.app;

import io.postern.contracts.event.ScaleSetAssessed;
import io.postern.request.domain.ScaleSet;
import java.util.List;
import java.util.Optional;

/** The scale sets that the enforcer has seen. */
public interface ScaleSets {
    /** Keeps what is new of a scale set, or forgets one that is gone. */
    void assessed(ScaleSetAssessed fact);

    /** Those after an id, in the order of their keys. */
    List<ScaleSet> page(Optional<String> after, int limit);
}
