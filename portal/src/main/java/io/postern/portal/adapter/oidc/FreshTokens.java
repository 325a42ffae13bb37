package io.postern.portal.adapter.oidc;

import io.postern.portal.app.Sessions;
import io.postern.portal.app.SessionsUnavailable;
import io.postern.portal.domain.Session;
import io.postern.portal.domain.Tokens;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;

/**
 * The tokens of a session, renewed shortly before they end. The parts of a page come together: whoever comes while the next
 * tokens are on their way waits for those, as a refresh token may be good for one use only.
 */
public final class FreshTokens {
    private static final Logger LOG = Logger.getLogger(FreshTokens.class);

    private final Sessions sessions;
    private final Renewal renewal;
    private final InstantSource clock;
    private final ConcurrentMap<String, FutureTask<Optional<Tokens>>> underWay = new ConcurrentHashMap<>();

    public FreshTokens(Sessions sessions, Renewal renewal, InstantSource clock) {
        this.sessions = sessions;
        this.renewal = renewal;
        this.clock = clock;
    }

    /** Empty if the person must sign in again. */
    Optional<Tokens> of(String id, Session session, Optional<URI> endpoint) {
        if (endpoint.isEmpty() || !session.tokens().areStale(clock.instant())) {
            return Optional.of(session.tokens());
        }
        FutureTask<Optional<Tokens>> mine = new FutureTask<>(() -> renewed(id, endpoint.get()));
        FutureTask<Optional<Tokens>> theirs = underWay.putIfAbsent(id, mine);
        if (theirs == null) {
            mine.run();
            underWay.remove(id, mine);
        }
        return outcome(theirs == null ? mine : theirs);
    }

    private Optional<Tokens> renewed(String id, URI endpoint) throws InterruptedException {
        // Read again: they may have been renewed between the look at the session and here.
        Optional<Tokens> old = current(id);
        if (old.isEmpty() || !old.get().areStale(clock.instant())) {
            return old;
        }
        try {
            Tokens next = renewal.next(endpoint, old.get());
            sessions.renew(id, next);
            return Optional.of(next);
        } catch (Renewal.SignInAgain e) {
            Optional<Tokens> others = current(id);
            if (others.isPresent() && !others.equals(old)) {
                // Another portal was faster with the same refresh token.
                return others;
            }
            LOG.infof("A session ends: %s", e.getMessage());
            sessions.end(id);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warnf("Tokens were not renewed: %s", e.getMessage());
            if (old.get().areOver(clock.instant())) {
                // What is over signs the person out, though it is not they who failed.
                throw new SessionsUnavailable(e);
            }
            return old;
        }
    }

    private Optional<Tokens> current(String id) {
        return sessions.find(id, clock.instant()).map(Session::tokens);
    }

    private static Optional<Tokens> outcome(FutureTask<Optional<Tokens>> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new SessionsUnavailable(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while tokens were renewed", e);
        }
    }
}
