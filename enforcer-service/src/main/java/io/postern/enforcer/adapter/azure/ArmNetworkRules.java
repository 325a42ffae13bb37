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
import io.postern.arm.Backoff;
import io.postern.arm.Verdict.Meaning;
import io.postern.arm.Verdicts;
import io.postern.arm.WholeNsg;
import io.postern.contracts.id.BoundaryId;
import io.postern.enforcer.app.AzureTime;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Security rules through ARM: reads as raw JSON, writes rule by rule through Azure's own client, never retried by it. A
 * firewall has no rules that could be written one by one.
 */
public final class ArmNetworkRules implements NetworkRules {
    static final String API_VERSION = "2025-03-01";
    private static final Duration UNREADABLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private final ArmClient arm;
    private final Function<String, SecurityRulesClient> rules;
    private final AzureTime azureTime;
    private final boolean flushConnections;
    private final Operations operations;
    private final Outcomes outcomes;
    private final WholePuts puts;
    private final ArmFirewalls firewalls;

    /**
     * {@code rules} gives the client of a subscription; {@code azureTime} is told what Azure's clock says; {@code random}
     * gives numbers from 0 up to 1.
     */
    public ArmNetworkRules(
            ArmClient arm,
            Function<String, SecurityRulesClient> rules,
            AzureTime azureTime,
            boolean flushConnections,
            DoubleSupplier random) {
        this.arm = arm;
        this.rules = rules;
        this.azureTime = azureTime;
        this.flushConnections = flushConnections;
        this.operations = new Operations(operation -> arm.get(operation, API_VERSION, Map.of()), Waiting.real());
        this.outcomes = new Outcomes(Backoff.of(random));
        this.puts = new WholePuts(arm, operations, outcomes);
        this.firewalls = new ArmFirewalls(arm, puts, outcomes);
    }

    @Override
    public Reading read(BoundaryId boundary) {
        ArmResponse answer;
        Instant asked = azureTime.asking();
        try {
            answer = arm.get(boundary.value(), API_VERSION, Map.of());
        } catch (ArmFailure e) {
            return new Reading.Unreadable(UNREADABLE, String.valueOf(e.getMessage()), false);
        }
        Optional<Instant> serverTime = answer.serverTime();
        serverTime.ifPresent(at -> azureTime.said(at, asked));
        if (Verdicts.of(answer).meaning() == Meaning.GONE) {
            return new Reading.Gone();
        }
        if (answer.status() != 200 || serverTime.isEmpty()) {
            return new Reading.Unreadable(
                    answer.retryAfter().orElse(UNREADABLE),
                    answer.status() + " " + answer.errorCode().orElse(""));
        }
        try {
            return boundary.isFirewall()
                    ? ArmFirewalls.seen(answer.body(), serverTime.get())
                    : new Reading.Seen(RuleJson.whole(answer.body(), serverTime.get()));
        } catch (IllegalArgumentException e) {
            return new Reading.Unreadable(UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Outcome put(BoundaryId boundary, RuleWrite write, BooleanSupplier hurry) {
        if (boundary.isFirewall()) {
            return firewalls.exchange(boundary, List.of(), List.of(write), hurry);
        }
        return call(
                boundary,
                rules.apply(boundary.subscription())
                        .createOrUpdateWithResponseAsync(
                                boundary.resourceGroup(),
                                boundary.name(),
                                write.name().text(),
                                inner(write)),
                hurry);
    }

    @Override
    public Outcome delete(BoundaryId boundary, String name, BooleanSupplier hurry) {
        if (boundary.isFirewall()) {
            return firewalls.exchange(boundary, List.of(name), List.of(), hurry);
        }
        return call(
                boundary,
                rules.apply(boundary.subscription())
                        .deleteWithResponseAsync(boundary.resourceGroup(), boundary.name(), name),
                hurry);
    }

    @Override
    public Outcome disarm(ObservedNsg seen, String name, int priority, BooleanSupplier hurry) {
        if (seen.id().isFirewall()) {
            return replace(seen, List.of(name), List.of(), hurry);
        }
        return original(seen)
                .map(nsg -> puts.put(
                        seen.id(),
                        seen.id().value() + "/securityRules/" + name,
                        nsg.disarmed(name, priority),
                        Map.of(),
                        hurry))
                .orElseGet(ArmNetworkRules::cannotBeWritten);
    }

    @Override
    public Outcome replace(ObservedNsg seen, List<String> removals, List<RuleWrite> writes, BooleanSupplier hurry) {
        if (seen.id().isFirewall()) {
            return Optional.ofNullable(seen.original())
                    .map(original -> firewalls.replace(seen.id(), original, removals, writes, hurry))
                    .orElseGet(ArmNetworkRules::cannotBeWritten);
        }
        return original(seen)
                .map(nsg -> puts.put(
                        seen.id(),
                        seen.id().value(),
                        nsg.with(removals, writes.stream().map(RuleJson::of).toList(), flushConnections),
                        Map.of(
                                "If-Match",
                                Objects.requireNonNull(seen.original()).etag()),
                        hurry))
                .orElseGet(ArmNetworkRules::cannotBeWritten);
    }

    private static Optional<WholeNsg> original(ObservedNsg seen) {
        return Optional.ofNullable(seen.original()).map(original -> WholeNsg.parse(original.json()));
    }

    static Outcome cannotBeWritten() {
        return new Outcome.Refused(Outcome.Reason.INVALID, "Azure did not say which version of it it showed");
    }

    private Outcome call(BoundaryId boundary, Mono<Response<Flux<ByteBuffer>>> sending, BooleanSupplier hurry) {
        try {
            // NB. a body that nobody reads keeps its connection from being used again, and from being closed
            Response<?> answer = sending.flatMap(response -> response.getValue().then(Mono.just(response)))
                    .block(LONGEST_CALL);
            return answer == null ? new Outcome.Unknown("no answer") : followed(boundary, answer.getHeaders(), hurry);
        } catch (ManagementException e) {
            ErrorWords words = ErrorWords.of(e);
            HttpHeaders headers = e.getResponse().getHeaders();
            return outcomes.of(
                    boundary,
                    Verdicts.of(e.getResponse().getStatusCode(), words.code(), words.message(), retryAfter(headers)),
                    null);
        } catch (HttpResponseException e) {
            return e.getResponse() == null
                    ? new Outcome.TryLater(UNREADABLE, "no token for Azure")
                    : outcomes.of(
                            boundary,
                            Verdicts.of(
                                    e.getResponse().getStatusCode(),
                                    "",
                                    "",
                                    retryAfter(e.getResponse().getHeaders())),
                            null);
        } catch (RuntimeException e) {
            return new Outcome.Unknown("no answer from Azure: " + e);
        }
    }

    private Outcome followed(BoundaryId boundary, HttpHeaders headers, BooleanSupplier hurry) {
        String correlationId = Optional.ofNullable(headers.getValue("x-ms-correlation-request-id"))
                .orElse(headers.getValue("x-ms-request-id"));
        String operation = Optional.ofNullable(headers.getValue("Azure-AsyncOperation"))
                .orElse(headers.getValue(HttpHeaderName.LOCATION));
        return operation == null
                ? new Outcome.Applied(correlationId)
                : outcomes.of(boundary, operations.follow(operation, retryAfter(headers), hurry), correlationId);
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
