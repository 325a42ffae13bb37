package io.postern.orderly.config;

import io.postern.orderly.adapter.postgres.Shelf;
import io.postern.orderly.adapter.rest.Door;
import io.postern.orderly.app.Decide;
import java.time.Clock;

/** The one place that reads the clock. */
public final class Wiring {
    public Door door() {
        return new Door(new Decide(Clock.tickMillis(Clock.systemUTC().getZone()), new Shelf()));
    }
}
