package io.postern.orderly.app;

import io.postern.contracts.Word;
import io.postern.orderly.domain.Verdicts;
import java.time.Clock;
import java.time.Instant;

/** A use case that is given its clock. */
public record Decide(Clock clock, Port port) {
    public Verdicts decide(String text) {
        long start = System.nanoTime();
        return port.keep(new Verdicts(new Word(text + start), Instant.now(clock)));
    }

    /** Where verdicts go. */
    public interface Port {
        Verdicts keep(Verdicts verdicts);
    }
}
