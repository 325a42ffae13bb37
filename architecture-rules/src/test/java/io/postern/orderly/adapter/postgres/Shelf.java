package io.postern.orderly.adapter.postgres;

import io.postern.orderly.app.Decide;
import io.postern.orderly.domain.Verdicts;

/** Another adapter. */
public record Shelf() implements Decide.Port {
    @Override
    public Verdicts keep(Verdicts verdicts) {
        return verdicts;
    }
}
