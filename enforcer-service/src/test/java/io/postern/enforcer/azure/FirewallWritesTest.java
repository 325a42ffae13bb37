package io.postern.enforcer.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.Protocol;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.adapter.azure.ArmNetworkRules;
import io.postern.enforcer.app.NetworkRules.Reading;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.boundary.BoundaryRecord;
import io.postern.enforcer.domain.boundary.Finding;
import io.postern.enforcer.domain.boundary.Outcome;
import io.postern.enforcer.domain.boundary.OwnRule;
import io.postern.enforcer.domain.boundary.RulePlan;
import io.postern.enforcer.domain.boundary.RuleWrite;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantTerms;
import io.postern.enforcer.domain.inventory.Snapshot;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Openings at a firewall with classic rules, as planned, written and read, and what packets make of them. */
class FirewallWritesTest {
    private static final BoundaryId FIREWALL =
            new BoundaryId(EmulatedAzure.CONTOSO + "Microsoft.Network/azureFirewalls/contoso-fw");
    private static final Instant NOW = Instant.ofEpochSecond(1_900_000_000);
    private static final BooleanSupplier NO_HURRY = () -> false;
    private static EmulatedAzure azure;
    private static Snapshot vm;
    private static JsonNode seeded;

    private final ArmNetworkRules rules = azure.rules(false);

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        azure = EmulatedAzure.start(settings -> settings);
        seeded = azure.resource(FIREWALL.value());
        vm = azure.landscape.survey().machines().stream()
                .filter(seen -> seen.vm().name().equals("fw-1"))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @AfterEach
    void clear() throws IOException, InterruptedException {
        azure.recover();
        azure.put(FIREWALL.value(), seeded);
    }

    @Test
    void aGrantOpensTheFirewallsPublicPortForItsSourceAloneAndClosesByteForByte()
            throws IOException, InterruptedException {
        ObjectNode odd = seeded.deepCopy();
        odd.putObject("tags").put("cost", "1");
        ((ObjectNode) odd.path("properties")).putObject("tomorrow").put("x", 1.50);
        azure.put(FIREWALL.value(), odd);
        String before = settled();
        Grant.Opening grant = grant(Protocol.TCP, List.of(22, 3389), "203.0.113.7", "10.8.0.0/16");
        assertThat(vm.boundaries()).contains(FIREWALL).hasSize(2);

        for (BoundaryId boundary : vm.boundaries()) {
            RuleWrite write = plan(boundary, grant).writes().getFirst();
            assertThat(rules.put(boundary, write, NO_HURRY)).isInstanceOf(Outcome.Applied.class);
            RulePlan rest = plan(boundary, grant, recorded(write));
            assertThat(rest.changesNothing()).as(rest.toString()).isTrue();
            assertThat(rest.findings()).isEmpty();
            assertThat(rest.standing()).containsExactly(write.name().text());
        }

        assertThat(vm.told(grant.terms(), Map.of(FIREWALL, 100)))
                .extracting(told -> told.address() + " " + told.port().port().number() + " "
                        + told.mapped().number())
                .containsExactly("192.0.2.20 22 40000", "192.0.2.20 3389 40001");
        assertThat(azure.passes("203.0.113.7", "192.0.2.20", 40_000)).isTrue();
        assertThat(azure.passes("203.0.113.7", "192.0.2.20", 40_001)).isTrue();
        assertThat(azure.passes("198.51.100.9", "192.0.2.20", 40_000)).isFalse();
        assertThat(azure.passes("203.0.113.7", "192.0.2.20", 40_002)).isFalse();
        assertThat(azure.passes("203.0.113.7", "192.0.2.20", 22)).isFalse();

        String name = nameOf(grant);
        assertThat(rules.replace(seen(), List.of(name), List.of(), NO_HURRY)).isInstanceOf(Outcome.Applied.class);
        assertThat(azure.passes("203.0.113.7", "192.0.2.20", 40_000)).isFalse();
        assertThat(settled()).isEqualTo(before);
        for (BoundaryId nsg : vm.boundaries()) {
            assertThat(rules.delete(nsg, name, NO_HURRY)).isInstanceOf(Outcome.Applied.class);
        }
    }

    @Test
    void aForeignDenyIsPassedAndOneThatIsFirstIsNotFoughtAgainst() throws IOException, InterruptedException {
        Grant.Opening grant = grant(Protocol.ANY, List.of(22), "203.0.113.7");
        network(
                "deny-ssh",
                101,
                "{\"protocols\":[\"Any\"],\"sourceAddresses\":[\"*\"],"
                        + "\"destinationAddresses\":[\"10.0.5.0/24\"],\"destinationPorts\":[\"*\"]}");
        RuleWrite write = plan(FIREWALL, grant).writes().getFirst();
        assertThat(write.priority()).isEqualTo(100);
        assertThat(rules.put(FIREWALL, write, NO_HURRY)).isInstanceOf(Outcome.Applied.class);
        assertThat(plan(FIREWALL, grant, recorded(write)).standing()).hasSize(1);

        azure.put(FIREWALL.value(), seeded);
        network(
                "deny-groups",
                100,
                "{\"protocols\":[\"TCP\"],\"sourceIpGroups\":[\"/groups/1\"],"
                        + "\"destinationAddresses\":[\"10.0.5.4\"],\"destinationPorts\":[\"20-30\"]}");
        assertThat(plan(FIREWALL, grant).refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo("no-slot");
            assertThat(refusal.detail()).contains("deny-groups/rule");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            natRuleCollections | /properties/rules/0/translatedPort | 23
            natRuleCollections | /properties/rules/0/translatedAddress | 10.0.5.5
            natRuleCollections | /properties/rules/0/description | something else
            natRuleCollections | /properties/rules/0/name | something-else
            networkRuleCollections | /properties/action/type | Deny
            networkRuleCollections | /properties/rules/0/description | something else
            networkRuleCollections | /name | gone
            natRuleCollections | /name | gone
            """)
    void whateverSomebodyChangesOfItIsRepaired(String collections, String pointer, String value)
            throws IOException, InterruptedException {
        Grant.Opening grant = grant(Protocol.TCP, List.of(22), "203.0.113.7");
        RuleWrite write = plan(FIREWALL, grant).writes().getFirst();
        assertThat(rules.put(FIREWALL, write, NO_HURRY)).isInstanceOf(Outcome.Applied.class);
        change(
                collections,
                ours -> ((ObjectNode) ours.at(pointer.substring(0, pointer.lastIndexOf('/'))))
                        .put(pointer.substring(pointer.lastIndexOf('/') + 1), value));

        RulePlan plan = plan(FIREWALL, grant, recorded(write));
        if (pointer.equals("/name")) {
            plan = orSeenBeside(plan, grant, write);
        } else {
            assertThat(plan.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.ALTERED);
        }
        assertThat(plan.writes()).hasSize(1);
        assertThat(rules.replace(seen(), plan.removals(), plan.writes(), NO_HURRY))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(seen().rule(nameOf(grant)).map(SecurityRule::mappings).orElseThrow())
                .isEqualTo(plan.writes().getFirst().shape().mappings());
    }

    /** Half of it is gone, and a stranger stands in its place: the stranger is foreign, so it is moved away from or refused. */
    private RulePlan orSeenBeside(RulePlan plan, Grant.Opening grant, RuleWrite write)
            throws IOException, InterruptedException {
        assertThat(plan.standing()).isEmpty();
        azure.put(FIREWALL.value(), seeded);
        assertThat(rules.put(FIREWALL, write, NO_HURRY)).isInstanceOf(Outcome.Applied.class);
        ObjectNode half = azure.resource(FIREWALL.value()).deepCopy();
        ((ArrayNode) half.at("/properties/natRuleCollections")).remove(1);
        azure.put(FIREWALL.value(), half);
        RulePlan halved = plan(FIREWALL, grant, recorded(write));
        assertThat(halved.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.ALTERED);
        return halved;
    }

    @Test
    void whatNobodyAskedForGoesAndAnotherInstallationsStays() throws IOException, InterruptedException {
        Grant.Opening grant = grant(Protocol.TCP, List.of(22), "203.0.113.7");
        RuleWrite write = plan(FIREWALL, grant).writes().getFirst();
        rules.put(FIREWALL, write, NO_HURRY);
        String other = nameOf(grant).replace("postern-demo-", "postern-other-");
        change("natRuleCollections", ours -> ((ObjectNode) ours).put("name", other));

        RulePlan plan = RulePlan.between(
                new BoundaryRecord(FIREWALL, List.of(vm.behind(FIREWALL, List.of())), List.of(), List.of()),
                seen(),
                World.OURS,
                NOW);
        assertThat(plan.removals()).containsExactly(nameOf(grant));
        assertThat(plan.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.ORPHAN_ALLOW);
        assertThat(rules.delete(FIREWALL, nameOf(grant), NO_HURRY)).isInstanceOf(Outcome.Applied.class);
        assertThat(azure.resource(FIREWALL.value()).toString())
                .contains(other)
                .doesNotContain("\"" + nameOf(grant) + "\"");
    }

    @Test
    void aFirewallThatSomebodyChangedIsNotWrittenAndOneThatIsChangingIsNotBelieved()
            throws IOException, InterruptedException {
        Grant.Opening grant = grant(Protocol.TCP, List.of(22), "203.0.113.7");
        ObservedNsg old = seen();
        RuleWrite write = plan(FIREWALL, grant).writes().getFirst();
        network(
                "new",
                900,
                "{\"protocols\":[\"TCP\"],\"sourceAddresses\":[\"*\"],"
                        + "\"destinationAddresses\":[\"10.0.5.4\"],\"destinationPorts\":[\"443\"]}");
        assertThat(rules.replace(old, List.of(), List.of(write), NO_HURRY))
                .isEqualTo(new Outcome.TryLater(
                        Duration.ZERO,
                        ((Outcome.TryLater) rules.replace(old, List.of(), List.of(write), NO_HURRY)).why()));

        azure.order("{\"operation\":\"Never\"}");
        Instant begun = Instant.now();
        assertThat(rules.put(FIREWALL, write, () -> Instant.now().isAfter(begun.plusMillis(300))))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(rules.read(FIREWALL)).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void whatIsNotShownAfterAWriteThatFailedIsTakenOutOnceMore() throws IOException, InterruptedException {
        Grant.Opening grant = grant(Protocol.TCP, List.of(22), "203.0.113.7");
        RuleWrite write = plan(FIREWALL, grant).writes().getFirst();
        rules.put(FIREWALL, write, NO_HURRY);
        azure.order("{\"operation\":\"Failed\"}");
        assertThat(rules.delete(FIREWALL, nameOf(grant), NO_HURRY)).isNotInstanceOf(Outcome.Applied.class);
        assertThat(seen().rule(nameOf(grant))).isEmpty();
        assertThat(seen().inForce()).isFalse();

        azure.recover();
        assertThat(rules.delete(FIREWALL, nameOf(grant), NO_HURRY)).isInstanceOf(Outcome.Applied.class);
        assertThat(seen().inForce()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            400, Other, Refused[reason=INVALID
            403, AuthorizationFailed, Refused[reason=FORBIDDEN
            403, RequestDisallowedByPolicy, Refused[reason=DISALLOWED
            404, ResourceNotFound, Refused[reason=BOUNDARY_GONE
            409, AnotherOperationInProgress, TryLater[after=PT7S
            409, ScopeLocked, Refused[reason=LOCKED
            412, PreconditionFailedEtagMismatch, TryLater[after=PT0S
            429, RetryableErrorDueToAnotherOperation, TryLater[after=PT7S
            500, InternalServerError, Unknown
            """)
    void everyRefusalIsUnderstood(int status, String code, String outcome) throws IOException, InterruptedException {
        Grant.Opening grant = grant(Protocol.TCP, List.of(22), "203.0.113.7");
        RuleWrite write = plan(FIREWALL, grant).writes().getFirst();
        rules.put(FIREWALL, write, NO_HURRY);
        ObservedNsg seen = seen();
        azure.order("{\"times\":4,\"status\":" + status + ",\"code\":\"" + code + "\",\"retryAfter\":7}");

        assertThat(List.of(
                        rules.put(FIREWALL, write, NO_HURRY),
                        rules.delete(FIREWALL, nameOf(grant), NO_HURRY),
                        rules.disarm(seen, nameOf(grant), 4000, NO_HURRY),
                        rules.replace(seen, List.of(nameOf(grant)), List.of(), NO_HURRY)))
                .allSatisfy(each -> assertThat(each.toString()).startsWith(outcome));
        assertThat(seen().rules()).isEqualTo(seen.rules());
    }

    private RulePlan plan(BoundaryId boundary, Grant grant, OwnRule... recorded) {
        Reading.Seen seen = (Reading.Seen) rules.read(boundary);
        return RulePlan.between(
                new BoundaryRecord(
                        boundary, List.of(vm.behind(boundary, List.of())), List.of(grant), List.of(recorded)),
                seen.nsg(),
                World.OURS,
                NOW);
    }

    private ObservedNsg seen() {
        return ((Reading.Seen) rules.read(FIREWALL)).nsg();
    }

    private static OwnRule recorded(RuleWrite write) {
        return new OwnRule(write.name(), write.vm(), write.priority(), true);
    }

    private static String nameOf(Grant.Opening grant) {
        return new RuleName.Opening("demo", grant.id(), grant.end()).text();
    }

    /** What Azure shows, but for its version and what follows from that. */
    private static String settled() throws IOException, InterruptedException {
        ObjectNode firewall = azure.resource(FIREWALL.value()).deepCopy();
        firewall.remove("etag");
        return firewall.toString();
    }

    private static void network(String name, int priority, String rule) throws IOException, InterruptedException {
        ObjectNode firewall = azure.resource(FIREWALL.value()).deepCopy();
        ObjectNode collection = ((ArrayNode) firewall.at("/properties/networkRuleCollections")).addObject();
        ObjectNode says = collection.put("name", name).putObject("properties").put("priority", priority);
        says.putObject("action").put("type", name.startsWith("deny") ? "Deny" : "Allow");
        ObjectNode added = says.putArray("rules").addObject().put("name", "rule");
        added.setAll((ObjectNode) new ObjectMapper().readTree(rule));
        azure.put(FIREWALL.value(), firewall);
    }

    private static void change(String collections, Consumer<JsonNode> change) throws IOException, InterruptedException {
        ObjectNode firewall = azure.resource(FIREWALL.value()).deepCopy();
        change.accept(firewall.at("/properties/" + collections).get(1));
        azure.put(FIREWALL.value(), firewall);
    }

    private static Grant.Opening grant(Protocol protocol, List<Integer> ports, String... sources) {
        return new Grant.Opening(
                new GrantTerms(
                        GrantId.next(),
                        RequestId.next(),
                        vm.vm(),
                        protocol,
                        AddressFamily.IPV4,
                        ports.stream().map(Port::new).toList(),
                        Stream.of(sources).map(Cidr::parse).toList(),
                        Duration.ofHours(1),
                        null,
                        NOW.plusSeconds(7200)),
                NOW.plusSeconds(3600));
    }
}
