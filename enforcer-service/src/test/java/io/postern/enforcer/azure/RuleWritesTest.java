package io.postern.enforcer.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.Protocol;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.adapter.azure.ArmNetworkRules;
import io.postern.enforcer.app.NetworkRules.Reading;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.RuleShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The writes of rules against an Azure that goes wrong in every way. */
class RuleWritesTest {
    private static final BoundaryId NSG =
            new BoundaryId(EmulatedAzure.CONTOSO + "Microsoft.Network/networkSecurityGroups/web-1-nsg");
    private static final String LOCK = NSG.value() + "/providers/Microsoft.Authorization/locks/kept";
    private static final Instant END = Instant.ofEpochSecond(2_000_000_000);
    private static final BooleanSupplier NO_HURRY = () -> false;
    private static EmulatedAzure azure;

    private final ArmNetworkRules rules = azure.rules(false);

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        azure = EmulatedAzure.start(settings -> settings);
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @AfterEach
    void clear() throws IOException, InterruptedException {
        azure.recover();
        ObjectNode nsg = azure.resource(NSG.value()).deepCopy();
        ArrayNode standing = (ArrayNode) nsg.at("/properties/securityRules");
        for (int at = standing.size() - 1; at >= 0; at--) {
            if (standing.get(at).path("name").asText().startsWith("postern-")) {
                standing.remove(at);
            }
        }
        azure.put(NSG.value(), nsg);
    }

    /** A new one costs two round trips more, and one that is left lying about is never closed. */
    @Test
    void oneConnectionServesOneWriteAfterTheOther() throws IOException {
        Path file = Files.createTempFile("handshakes", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.TLSHandshake").withoutThreshold();
            recording.start();
            for (int i = 0; i < 10; i++) {
                RuleWrite write = write(2000 + i);
                assertThat(rules.put(NSG, write, NO_HURRY)).isInstanceOf(Outcome.Applied.class);
                assertThat(rules.delete(NSG, write.name().text(), NO_HURRY)).isInstanceOf(Outcome.Applied.class);
            }
            recording.stop();
            recording.dump(file);
        }

        assertThat(RecordingFile.readAllEvents(file).stream()
                        .filter(handshake -> handshake.getInt("peerPort") == azure.port()))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void eightHundredRulesComeAndGoInOneWriteEachAndNothingElseChanges() throws IOException, InterruptedException {
        ObjectNode nsg = azure.resource(NSG.value()).deepCopy();
        nsg.putObject("tags").put("cost", "1");
        ((ObjectNode) nsg.path("properties")).putObject("tomorrow").put("x", 1.50);
        azure.put(NSG.value(), nsg);
        String before = foreign();
        List<RuleWrite> many =
                IntStream.range(0, 800).mapToObj(at -> write(2000 + at)).toList();
        azure.forgetCounts();

        assertThat(rules.replace(seen(), List.of(), many, NO_HURRY)).isInstanceOf(Outcome.Applied.class);
        assertThat(seen().rules()).hasSizeGreaterThanOrEqualTo(800);
        List<String> names = many.stream().map(write -> write.name().text()).toList();
        assertThat(rules.replace(seen(), names, List.of(), NO_HURRY)).isInstanceOf(Outcome.Applied.class);

        assertThat(azure.writes()).isEqualTo(2);
        assertThat(foreign()).isEqualTo(before);
    }

    @Test
    void anNsgThatSomebodyChangedIsNotWritten() throws IOException, InterruptedException {
        ObservedNsg old = seen();
        stand(write(150));
        String before = azure.resource(NSG.value()).toString();

        assertThat(rules.replace(old, List.of(), List.of(write(151)), NO_HURRY))
                .isInstanceOfSatisfying(
                        Outcome.TryLater.class,
                        later -> assertThat(later.after()).isZero());
        assertThat(azure.resource(NSG.value())).hasToString(before);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Failed, Unknown
            Superseded, TryLater
            Succeeded, Applied
            """)
    void theEndOfTheOperationCounts(String end, String outcome) throws IOException, InterruptedException {
        azure.order("{\"times\":3,\"operation\":{\"ends\":\"" + end + "\",\"undone\":" + !end.equals("Succeeded")
                + ",\"after\":\"PT0.2S\"}}");
        RuleWrite write = write(160);

        assertThat(rules.put(NSG, write, NO_HURRY).getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(seen().rule(write.name().text()).isPresent()).isEqualTo(end.equals("Succeeded"));
    }

    @Test
    void anOperationThatNeverEndsIsLeftWhenSomethingElseIsUrgent() throws IOException, InterruptedException {
        azure.order("{\"operation\":\"Never\"}");
        Instant begun = Instant.now();

        assertThat(rules.put(NSG, write(161), () -> Instant.now().isAfter(begun.plusMillis(300))))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            400, SecurityRuleConflict, Refused[reason=PRIORITY_TAKEN
            400, Other, Refused[reason=INVALID
            401, ExpiredAuthenticationToken, Refused[reason=FORBIDDEN
            403, AuthorizationFailed, Refused[reason=FORBIDDEN
            403, RequestDisallowedByPolicy, Refused[reason=DISALLOWED
            404, ResourceNotFound, Refused[reason=BOUNDARY_GONE
            408, RequestTimeout, Unknown
            409, AnotherOperationInProgress, TryLater[after=PT7S
            409, ScopeLocked, Refused[reason=LOCKED
            412, PreconditionFailedEtagMismatch, TryLater[after=PT0S
            429, RetryableErrorDueToAnotherOperation, TryLater[after=PT7S
            500, InternalServerError, Unknown
            503, ServerTimeout, Unknown
            """)
    void everyWayOfWritingUnderstandsEveryRefusal(int status, String code, String outcome)
            throws IOException, InterruptedException {
        RuleWrite write = write(170);
        stand(write);
        ObservedNsg seen = seen();
        azure.order("{\"times\":4,\"status\":" + status + ",\"code\":\"" + code + "\",\"retryAfter\":7}");
        String name = write.name().text();

        assertThat(List.of(
                        rules.put(NSG, write(171), NO_HURRY),
                        rules.delete(NSG, name, NO_HURRY),
                        rules.disarm(seen, name, 4000, NO_HURRY),
                        rules.replace(seen, List.of(name), List.of(write(172)), NO_HURRY)))
                .allSatisfy(each -> assertThat(each.toString()).startsWith(outcome));
        assertThat(seen().rules()).isEqualTo(seen.rules());
    }

    @ParameterizedTest
    @CsvSource({"before", "after", "reset", "resetAfter"})
    void whatGotLostOnTheWayIsNotKnown(String drop) throws IOException, InterruptedException {
        azure.order("{\"times\":2,\"drop\":\"" + drop + "\"}");
        ObservedNsg seen = seen();

        assertThat(rules.put(NSG, write(180), NO_HURRY)).isInstanceOf(Outcome.Unknown.class);
        assertThat(rules.replace(seen, List.of(), List.of(write(181)), NO_HURRY))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aLockOfDeletionsIsClimbedOver() throws IOException, InterruptedException {
        RuleWrite write = write(190);
        String name = write.name().text();
        stand(write);
        azure.lock(LOCK, "CanNotDelete");
        try {
            assertThat(rules.delete(NSG, name, NO_HURRY).toString()).startsWith("Refused[reason=LOCKED");
            assertThat(rules.disarm(seen(), name, 4096, NO_HURRY)).isInstanceOf(Outcome.Applied.class);
            assertThat(seen().rule(name)).hasValueSatisfying(rule -> {
                assertThat(rule.access()).isEqualTo(Access.DENY);
                assertThat(rule.priority()).isEqualTo(4096);
            });
            assertThat(rules.replace(seen(), List.of(name), List.of(), NO_HURRY))
                    .isInstanceOf(Outcome.Applied.class);
        } finally {
            azure.unlock(LOCK);
        }
        assertThat(seen().rule(name)).isEmpty();
    }

    @Test
    void connectionsAreFlushedOnlyWhereThatIsWished() throws IOException, InterruptedException {
        RuleWrite write = write(195);
        stand(write);
        assertThat(azure.resource(NSG.value()).at("/properties/flushConnection").asBoolean(false))
                .isFalse();

        assertThat(azure.rules(true).replace(seen(), List.of(write.name().text()), List.of(), NO_HURRY))
                .isInstanceOf(Outcome.Applied.class);

        assertThat(azure.resource(NSG.value()).at("/properties/flushConnection").asBoolean(false))
                .isTrue();
    }

    @Test
    void whoIsThrottledReadsNothingBeforeItsTime() throws IOException, InterruptedException {
        azure.order("{\"on\":\"read\",\"status\":429,\"code\":\"TooManyRequests\",\"retryAfter\":1}");

        assertThat(List.of(rules.read(NSG), rules.read(NSG)))
                .allSatisfy(reading -> assertThat(reading)
                        .isInstanceOfSatisfying(
                                Reading.Unreadable.class,
                                unreadable -> assertThat(unreadable.again()).isEqualTo(Duration.ofSeconds(1))));
        Instant patience = Instant.now().plusSeconds(10);
        while (!(rules.read(NSG) instanceof Reading.Seen)) {
            assertThat(Instant.now()).isBefore(patience);
        }
    }

    @Test
    void aSubscriptionThatIsNotSeenIsNoProofThatTheNsgIsGone() throws IOException, InterruptedException {
        azure.order("{\"on\":\"read\",\"status\":404,\"code\":\"SubscriptionNotFound\"}");
        assertThat(rules.read(NSG)).isInstanceOf(Reading.Unreadable.class);
        azure.order("{\"on\":\"read\",\"status\":404,\"code\":\"ResourceNotFound\"}");
        assertThat(rules.read(NSG)).isInstanceOf(Reading.Gone.class);
    }

    /** Puts a rule there as an administrator would, without waiting. */
    private static void stand(RuleWrite write) throws IOException, InterruptedException {
        ObjectNode nsg = azure.resource(NSG.value()).deepCopy();
        ObjectNode rule = ((ArrayNode) nsg.at("/properties/securityRules")).addObject();
        rule.put("name", write.name().text());
        rule.putObject("properties")
                .put("priority", write.priority())
                .put("direction", "Inbound")
                .put("access", "Allow")
                .put("protocol", "Tcp")
                .put("sourceAddressPrefix", "203.0.113.7/32")
                .put("sourcePortRange", "*")
                .put("destinationAddressPrefix", "10.0.0.4")
                .put("destinationPortRange", "22");
        azure.put(NSG.value(), nsg);
    }

    private ObservedNsg seen() {
        return ((Reading.Seen) rules.read(NSG)).nsg();
    }

    /** All but what Azure itself changes with each write. */
    private static String foreign() throws IOException, InterruptedException {
        ObjectNode nsg = azure.resource(NSG.value()).deepCopy();
        without(nsg);
        nsg.at("/properties/securityRules").forEach(RuleWritesTest::without);
        nsg.at("/properties/defaultSecurityRules").forEach(RuleWritesTest::without);
        return nsg.toString();
    }

    private static void without(JsonNode resource) {
        ((ObjectNode) resource).remove("etag");
    }

    private static RuleWrite write(int priority) {
        return new RuleWrite(
                RuleWrite.Kind.ADD,
                new RuleName.Opening("demo", GrantId.next(), END),
                World.VM,
                priority,
                new RuleShape(
                        Access.ALLOW, Protocol.TCP, List.of("203.0.113.7/32"), List.of("10.0.0.4"), List.of("22")));
    }
}
