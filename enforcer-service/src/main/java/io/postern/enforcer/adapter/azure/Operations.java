package io.postern.enforcer.adapter.azure;

import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.ArmResponse;
import io.postern.enforcer.domain.boundary.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a long-running operation to its end: Azure's first answer, even 200, does not say that anything was done. */
final class Operations {
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration NEXT_LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ArmClient arm;

    Operations(ArmClient arm) {
        this.arm = arm;
    }

    Outcome follow(String operation, @Nullable String correlationId) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = FIRST_LOOK;
        while (System.nanoTime() < deadline) {
            if (!slept(pause)) {
                return new Outcome.Unknown("stopped while waiting for Azure");
            }
            ArmResponse answer;
            try {
                answer = arm.get(operation, ArmNetworkRules.API_VERSION, Map.of());
            } catch (ArmFailure e) {
                return new Outcome.Unknown("the operation cannot be followed: " + e.getMessage());
            }
            Optional<Outcome> end = end(answer, correlationId);
            if (end.isPresent()) {
                return end.get();
            }
            pause = answer.retryAfter().filter(asked -> !asked.isZero()).orElse(NEXT_LOOK);
        }
        return new Outcome.Unknown("the operation takes longer than " + PATIENCE);
    }

    private static Optional<Outcome> end(ArmResponse answer, @Nullable String correlationId) {
        if (answer.status() == 202 || answer.status() == 429) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            return Optional.of(new Outcome.Unknown("the operation answers " + answer.status()));
        }
        return switch (answer.body().path("status").asText("Succeeded")) {
            case "Succeeded" -> Optional.of(new Outcome.Applied(correlationId));
            case "Failed", "Canceled" ->
                Optional.of(new Outcome.Unknown("the operation ended "
                        + answer.body().path("status").asText() + " "
                        + answer.body().path("error").path("code").asText("")));
            default -> Optional.empty();
        };
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
