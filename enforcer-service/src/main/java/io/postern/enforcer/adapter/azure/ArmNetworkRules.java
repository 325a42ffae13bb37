package io.postern.enforcer.adapter.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.rest.Response;
import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.network.fluent.SecurityRulesClient;
import com.azure.resourcemanager.network.fluent.models.SecurityRuleInner;
import com.azure.resourcemanager.network.models.SecurityRuleAccess;
import com.azure.resourcemanager.network.models.SecurityRuleDirection;
import com.azure.resourcemanager.network.models.SecurityRuleProtocol;
import io.postern.arm.ArmClient;
import io.postern.arm.ArmFailure;
import io.postern.arm.ArmResponse;
import io.postern.contracts.id.NsgId;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Security rules through ARM: reads as raw JSON, writes rule by rule through Azure's own client, never retried by it. */
public final class ArmNetworkRules implements NetworkRules {
    static final String API_VERSION = "2025-03-01";
    private static final Duration UNREADABLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private final ArmClient arm;
    private final Function<String, SecurityRulesClient> rules;
    private final Consumer<Instant> azureTime;
    private final Operations operations;

    /** {@code rules} gives the client of a subscription; {@code azureTime} is told what Azure's clock says. */
    public ArmNetworkRules(ArmClient arm, Function<String, SecurityRulesClient> rules, Consumer<Instant> azureTime) {
        this.arm = arm;
        this.rules = rules;
        this.azureTime = azureTime;
        this.operations = new Operations(arm);
    }

    @Override
    public Reading read(NsgId boundary) {
        ArmResponse answer;
        try {
            answer = arm.get(boundary.value(), API_VERSION, Map.of());
        } catch (ArmFailure e) {
            return new Reading.Unreadable(UNREADABLE, String.valueOf(e.getMessage()));
        }
        Optional<Instant> serverTime = answer.serverTime();
        serverTime.ifPresent(azureTime);
        if (answer.isNotFound()) {
            return new Reading.Gone();
        }
        if (answer.status() != 200 || serverTime.isEmpty()) {
            return new Reading.Unreadable(
                    answer.retryAfter().orElse(UNREADABLE),
                    answer.status() + " " + answer.errorCode().orElse(""));
        }
        try {
            return new Reading.Seen(RuleJson.nsg(answer.body(), serverTime.get()));
        } catch (IllegalArgumentException e) {
            return new Reading.Unreadable(UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Outcome put(NsgId boundary, RuleWrite write) {
        return call(rules.apply(boundary.subscription())
                .createOrUpdateWithResponseAsync(
                        boundary.resourceGroup(), boundary.name(), write.name().text(), inner(write)));
    }

    @Override
    public Outcome delete(NsgId boundary, String name) {
        return call(rules.apply(boundary.subscription())
                .deleteWithResponseAsync(boundary.resourceGroup(), boundary.name(), name));
    }

    private Outcome call(Mono<? extends Response<?>> sending) {
        try {
            Response<?> answer = sending.block(LONGEST_CALL);
            return answer == null ? new Outcome.Unknown("no answer") : followed(answer.getHeaders());
        } catch (ManagementException e) {
            ErrorWords words = ErrorWords.of(e);
            return OutcomeClassifier.of(
                    e.getResponse().getStatusCode(),
                    words.code(),
                    words.message(),
                    retryAfter(e.getResponse().getHeaders()));
        } catch (HttpResponseException e) {
            return e.getResponse() == null
                    ? new Outcome.TryLater(UNREADABLE, "no token for Azure")
                    : OutcomeClassifier.of(
                            e.getResponse().getStatusCode(),
                            "",
                            "",
                            retryAfter(e.getResponse().getHeaders()));
        } catch (RuntimeException e) {
            return new Outcome.Unknown("no answer from Azure: " + e);
        }
    }

    private Outcome followed(HttpHeaders headers) {
        String correlationId = Optional.ofNullable(headers.getValue("x-ms-correlation-request-id"))
                .orElse(headers.getValue("x-ms-request-id"));
        String operation = Optional.ofNullable(headers.getValue("Azure-AsyncOperation"))
                .orElse(headers.getValue(HttpHeaderName.LOCATION));
        return operation == null ? new Outcome.Applied(correlationId) : operations.follow(operation, correlationId);
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return Optional.ofNullable(headers.getValue(HttpHeaderName.RETRY_AFTER))
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static SecurityRuleInner inner(RuleWrite write) {
        SecurityRuleInner rule = new SecurityRuleInner()
                .withDescription(write.description())
                .withDirection(SecurityRuleDirection.INBOUND)
                .withAccess(SecurityRuleAccess.fromString(write.shape().access().ruleWord()))
                .withProtocol(
                        SecurityRuleProtocol.fromString(write.shape().protocol().ruleWord()))
                .withPriority(write.priority())
                .withSourcePortRange("*")
                .withDestinationPortRanges(write.shape().ports())
                .withDestinationAddressPrefixes(write.shape().destinations());
        // "*" has a field of its own: a list of prefixes may not hold it
        return write.shape().sources().equals(List.of("*"))
                ? rule.withSourceAddressPrefix("*")
                : rule.withSourceAddressPrefixes(write.shape().sources());
    }

    /** Azure's word and sentence for an error. */
    private record ErrorWords(String code, String message) {
        static ErrorWords of(ManagementException e) {
            return e.getValue() == null
                    ? new ErrorWords("", "")
                    : new ErrorWords(
                            text(e.getValue().getCode()), text(e.getValue().getMessage()));
        }

        private static String text(@Nullable String text) {
            return text == null ? "" : text;
        }
    }
}
