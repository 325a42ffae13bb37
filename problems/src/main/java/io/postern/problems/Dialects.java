package io.postern.problems;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The dialects that a service has, and how long bodies may be where; most services have none. */
@Singleton
public class Dialects {
    private final Instance<Dialect> all;
    private final Instance<LongBodies> exceptions;
    private final BodyLimit usual;

    Dialects(Instance<Dialect> all, Instance<LongBodies> exceptions, BodyLimit usual) {
        this.all = all;
        this.exceptions = exceptions;
        this.usual = usual;
    }

    Optional<Dialect> at(String path) {
        return all.stream().filter(dialect -> dialect.covers(path)).findFirst();
    }

    int longestBodyAt(String path) {
        return at(path).map(Dialect::longestBody)
                .or(() -> exceptions.stream()
                        .filter(some -> some.covers(path))
                        .map(LongBodies::longestBody)
                        .findFirst())
                .orElse(usual.bytes());
    }
}
