package io.postern.approval.config;

import io.postern.approval.adapter.rest.StepUp;
import io.postern.approval.app.AdmitEmergency;
import io.postern.approval.app.BreakGlass;
import io.postern.approval.app.Facts;
import io.postern.approval.app.Reviews;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together what rules the rules: the policy, emergencies, and how people prove who they are. */
@Singleton
public class GovernanceWiring {
    @Produces
    @Singleton
    StepUp stepUp(Settings settings) {
        return new StepUp(settings.approval().authenticationContext());
    }

    @Produces
    @Singleton
    BreakGlass breakGlass(Reviews reviews, Facts facts) {
        return new AdmitEmergency(reviews, facts);
    }
}
