package io.postern.enforcer.adapter.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.ArmResponse;
import io.postern.arm.Verdict;
import io.postern.arm.Verdict.Meaning;
import io.postern.arm.Verdicts;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.domain.boundary.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Puts raw JSON to Azure in one call, and follows it to the end of its operation. */
final class WholePuts {
    private final ArmClient arm;
    private final Operations operations;
    private final Outcomes outcomes;

    WholePuts(ArmClient arm, Operations operations, Outcomes outcomes) {
        this.arm = arm;
        this.operations = operations;
        this.outcomes = outcomes;
    }

    Outcome put(BoundaryId boundary, String path, JsonNode body, Map<String, String> headers, BooleanSupplier hurry) {
        ArmResponse answer;
        try {
            answer = arm.put(path, ArmNetworkRules.API_VERSION, body, headers);
        } catch (ArmFailure e) {
            return outcomes.of(boundary, Verdicts.of(e), null);
        }
        Verdict verdict = Verdicts.of(answer);
        Optional<String> operation = Optional.ofNullable(answer.headers().get("azure-asyncoperation"))
                .or(() -> Optional.ofNullable(answer.headers().get("location")));
        if (verdict.meaning() == Meaning.DONE && operation.isPresent()) {
            verdict = operations.follow(operation.get(), answer.retryAfter(), hurry);
        }
        return outcomes.of(boundary, verdict, answer.correlationId().orElse(null));
    }
}
