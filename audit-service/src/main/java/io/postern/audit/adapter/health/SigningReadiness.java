package io.postern.audit.adapter.health;

import io.postern.audit.app.SigningState;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready once the log refused to sign: what comes in is recorded still, but nothing more is proven. */
@Readiness
@Singleton
public final class SigningReadiness implements HealthCheck {
    private final SigningState state;

    public SigningReadiness(SigningState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        return state.refusal()
                .map(reason -> HealthCheckResponse.named("log signing").down().withData("reason", reason))
                .orElseGet(() -> HealthCheckResponse.named("log signing").up())
                .build();
    }
}
