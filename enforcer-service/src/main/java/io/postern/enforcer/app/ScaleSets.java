package io.postern.enforcer.app;

import io.postern.contracts.event.ScaleSetAssessed;
import java.util.List;

/** The scale sets as they were last announced; those that are gone are not kept. */
public interface ScaleSets {
    List<ScaleSetAssessed> all();

    void save(ScaleSetAssessed assessed);

    void remove(ScaleSetAssessed gone);
}
