package io.postern.enforcer.config;

import io.postern.enforcer.adapter.sweeper.HttpHeartbeat;
import io.postern.enforcer.adapter.timer.Timekeeper;
import io.postern.enforcer.adapter.timer.Timekeeper.Repeated;
import io.postern.enforcer.app.AskAboutPolicies;
import io.postern.enforcer.app.DueScan;
import io.postern.enforcer.app.Figures;
import io.postern.enforcer.app.Nudges;
import io.postern.enforcer.app.SurveyInTurn;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Sets the enforcer going: from here on it needs no event to do its duty. */
@Singleton
public class Start {
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(10);

    void on(
            @Observes StartupEvent started,
            Settings settings,
            Threads threads,
            Nudges nudges,
            DueScan due,
            SurveyInTurn survey,
            HttpHeartbeat heartbeat,
            AskAboutPolicies policies,
            Figures figures,
            Clock clock) {
        Settings.Enforcer enforcer = settings.enforcer();
        threads.scanBy(new Repeated(survey::ordered));
        Repeated ask = new Repeated(policies::askDue);
        threads.askBy(ask);
        Timekeeper timekeeper = new Timekeeper(threads.timer(), threads.workers(), nudges, clock);
        timekeeper.repeat(new Repeated(heartbeat::poll), Duration.ZERO, enforcer.heartbeatEvery());
        timekeeper.repeat(ask, Duration.ZERO, ASK_EVERY);
        timekeeper.repeat(new Repeated(survey::ifWanted), ASK_EVERY, ASK_EVERY);
        timekeeper.repeat(new Repeated(figures::count), COUNT_EVERY, COUNT_EVERY);
        timekeeper.start(due, enforcer.dueEvery(), new Repeated(survey::regularly), enforcer.scanEvery());
    }
}
