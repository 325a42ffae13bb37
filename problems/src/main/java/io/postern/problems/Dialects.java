package io.postern.problems;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The dialects that a service has; most have none. */
@Singleton
public class Dialects {
    private final Instance<Dialect> all;
    private final BodyLimit usual;

    Dialects(Instance<Dialect> all, BodyLimit usual) {
        this.all = all;
        this.usual = usual;
    }

    Optional<Dialect> at(String path) {
        return all.stream().filter(dialect -> dialect.covers(path)).findFirst();
    }

    int longestBodyAt(String path) {
        return at(path).map(Dialect::longestBody).orElse(usual.bytes());
    }
}
