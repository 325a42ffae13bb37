package io.postern.request.config;

import io.postern.request.adapter.rest.FollowerLoop;
import io.postern.request.app.AccessRequests;
import io.postern.request.app.ChangeNews;
import io.postern.request.app.FollowChanges;
import io.postern.request.app.FollowRequests;
import io.postern.request.app.TimelineNews;
import io.postern.request.app.Transaction;
import io.postern.request.domain.Rights;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Puts the following of requests together. */
@Singleton
public class FollowWiring {
    private final RequestSettings settings;
    private final Clock clock;
    private List<FollowerLoop> loops = List.of();

    FollowWiring(RequestSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Produces
    @Singleton
    FollowRequests followRequests(Transaction transaction, AccessRequests requests, TimelineNews news) {
        return new FollowRequests(
                transaction, requests, news, rights(), settings.followers(), settings.followersPerPerson());
    }

    @Produces
    @Singleton
    FollowChanges followChanges(Transaction transaction, ChangeNews news) {
        return new FollowChanges(transaction, news, rights(), settings.listeners(), settings.listenersPerPerson());
    }

    void start(@Observes StartupEvent started, FollowRequests requests, FollowChanges changes) {
        loops = List.of(
                new FollowerLoop("followers", requests, clock), new FollowerLoop("followers-of-all", changes, clock));
        loops.forEach(FollowerLoop::start);
    }

    void stop(@Observes ShutdownEvent stopping) {
        loops.forEach(FollowerLoop::close);
    }

    private Rights rights() {
        return new Rights(settings.approverGroup());
    }
}
