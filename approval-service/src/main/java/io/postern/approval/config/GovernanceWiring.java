package io.postern.approval.config;

import io.postern.approval.adapter.file.PolicyFile;
import io.postern.approval.adapter.rest.StepUp;
import io.postern.approval.app.AdmitEmergency;
import io.postern.approval.app.BreakGlass;
import io.postern.approval.app.Facts;
import io.postern.approval.app.KnownVms;
import io.postern.approval.app.MakeReview;
import io.postern.approval.app.PastCases;
import io.postern.approval.app.Policies;
import io.postern.approval.app.PolicyBook;
import io.postern.approval.app.PolicyVersions;
import io.postern.approval.app.ReplayCases;
import io.postern.approval.app.Reviews;
import io.postern.approval.app.UnitOfWork;
import io.postern.policy.read.PolicyReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Puts together what rules the rules: the policy, emergencies, and how people prove who they are. */
@Singleton
public class GovernanceWiring {
    private static final Logger LOG = Logger.getLogger("io.postern.approval");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Before anything that decides. */
    private static final int FIRST = 1;

    @Produces
    @Singleton
    @Typed({PolicyBook.class, Policies.class})
    PolicyBook policies(PolicyVersions versions, Facts facts, UnitOfWork unitOfWork) {
        return new PolicyBook(versions, PolicyReader::read, facts, unitOfWork);
    }

    @Produces
    @Singleton
    PolicyFile policyFile(Settings settings, PolicyBook policies, Clock clock) {
        return new PolicyFile(settings.approval().policyFile(), text -> policies.adopt(text, clock.instant()));
    }

    @Produces
    @Singleton
    StepUp stepUp(Settings settings) {
        return new StepUp(settings.approval().authenticationContext());
    }

    @Produces
    @Singleton
    BreakGlass breakGlass(Reviews reviews, Policies policies, Facts facts) {
        return new AdmitEmergency(reviews, policies::current, facts);
    }

    @Produces
    @Singleton
    MakeReview makeReview(Reviews reviews, Policies policies, Facts facts, UnitOfWork unitOfWork) {
        return new MakeReview(reviews, policies, facts, unitOfWork);
    }

    @Produces
    @Singleton
    ReplayCases replayCases(PastCases past, KnownVms vms, UnitOfWork unitOfWork) {
        return new ReplayCases(past, vms, unitOfWork);
    }

    /** Without a policy the service does not start; the sentence that says why gets a line of its own. */
    void start(@Observes @Priority(FIRST) StartupEvent started, PolicyFile file) {
        try {
            file.readFirst();
        } catch (IllegalStateException e) {
            LOG.fatal(e.getMessage());
            throw e;
        }
        file.follow(LOOK_EVERY);
    }

    void stop(@Observes ShutdownEvent stopping, PolicyFile file) {
        file.close();
    }
}
