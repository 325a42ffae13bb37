package io.postern.request.config;

import io.postern.request.adapter.rest.FollowerLoop;
import io.postern.request.app.AccessRequests;
import io.postern.request.app.FollowRequests;
import io.postern.request.app.TimelineNews;
import io.postern.request.app.Transaction;
import io.postern.request.domain.Rights;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the following of requests together. */
@Singleton
public class FollowWiring {
    private final RequestSettings settings;
    private final Clock clock;

    FollowWiring(RequestSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Produces
    @Singleton
    FollowRequests followRequests(Transaction transaction, AccessRequests requests, TimelineNews news) {
        Rights rights = new Rights(settings.approverGroup());
        return new FollowRequests(
                transaction, requests, news, rights, settings.followers(), settings.followersPerPerson());
    }

    @Produces
    @Singleton
    FollowerLoop followerLoop(FollowRequests follow) {
        return new FollowerLoop(follow, clock);
    }

    void stop(@Disposes FollowerLoop loop) {
        loop.close();
    }

    void start(@Observes StartupEvent started, FollowerLoop loop) {
        loop.start();
    }
}
