package io.postern.request.app;

import io.postern.contracts.id.PersonId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The places for followers at one instance: so many in all, and so many for one person. */
final class Places<F> {
    private final int mostHere;
    private final int mostOfOne;
    private final Function<F, PersonId> person;
    private final Set<F> taken = ConcurrentHashMap.newKeySet();

    Places(int mostHere, int mostOfOne, Function<F, PersonId> person) {
        this.mostHere = mostHere;
        this.mostOfOne = mostOfOne;
        this.person = person;
    }

    synchronized Following<F> take(F follow) {
        if (taken.size() >= mostHere) {
            return new Following.TooManyHere<>();
        }
        PersonId who = person.apply(follow);
        if (stream().filter(other -> person.apply(other).equals(who)).count() >= mostOfOne) {
            return new Following.TooManyOfOne<>();
        }
        taken.add(follow);
        return new Following.Granted<>(follow);
    }

    void leave(F follow) {
        taken.remove(follow);
    }

    Stream<F> stream() {
        return taken.stream();
    }

    int size() {
        return taken.size();
    }
}
