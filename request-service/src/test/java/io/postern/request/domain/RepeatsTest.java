package io.postern.request.domain;

import static io.postern.request.domain.Requests.FIRST;
import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.SECOND;
import static io.postern.request.domain.Requests.SSH;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.applied;
import static io.postern.request.domain.Requests.approved;
import static io.postern.request.domain.Requests.expired;
import static io.postern.request.domain.Requests.pending;
import static io.postern.request.domain.Requests.refused;
import static io.postern.request.domain.Requests.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final Terms ASKED = pending(WEB).terms();

    @Test
    void theSameAskedAgainIsTheRequestThatWaits() {
        assertThat(Repeats.among(List.of(pending(WEB)), ASKED, NOW.plusSeconds(60)))
                .contains(pending(WEB));
        assertThat(Repeats.among(List.of(approved(WEB)), ASKED, NOW)).contains(approved(WEB));
        assertThat(Repeats.among(List.of(), ASKED, NOW)).isEmpty();
    }

    @Test
    void orderAndSpellingOfWhatIsAskedDoNotMatter() {
        Terms turned = terms(ASKED.requester(), List.of(JUMP, WEB), List.of("198.51.100.9", "203.0.113.7"));
        Terms given = terms(
                ASKED.requester(),
                List.of(new VmId(WEB.value().toUpperCase(java.util.Locale.ROOT)), JUMP),
                List.of("203.0.113.7", "198.51.100.9"));

        assertThat(Repeats.among(List.of(with(given)), turned, NOW)).isPresent();
    }

    @Test
    void anotherPersonVmPortProtocolOrSourceIsAnotherRequest() {
        PersonId me = ASKED.requester();
        Stream.of(
                        terms(new PersonId("tenant", "other"), List.of(WEB), List.of("203.0.113.7")),
                        terms(me, List.of(JUMP), List.of("203.0.113.7")),
                        terms(me, List.of(WEB, JUMP), List.of("203.0.113.7")),
                        terms(me, List.of(WEB), List.of("203.0.113.8")),
                        terms(me, List.of(WEB), List.of("203.0.113.7", "203.0.113.8")),
                        terms(me, new PortAccess(new Port(23), Protocol.TCP)),
                        terms(me, new PortAccess(SSH.port(), Protocol.ANY)))
                .forEach(other -> assertThat(Repeats.among(List.of(pending(WEB)), other, NOW))
                        .as(other.toString())
                        .isEmpty());
    }

    @Test
    void aWindowThatEndsLaterIsAnotherRequestAndOneThatEndsEarlierIsNot() {
        assertThat(Repeats.among(List.of(pending(WEB)), lasting(Duration.ofMinutes(61)), NOW))
                .isEmpty();
        assertThat(Repeats.among(List.of(pending(WEB)), lasting(Duration.ofMinutes(59)), NOW))
                .isPresent();
        assertThat(Repeats.among(List.of(pending(WEB)), until(Requests.END.plusSeconds(1)), NOW))
                .isEmpty();
        assertThat(Repeats.among(List.of(pending(WEB)), until(Requests.END), NOW))
                .isPresent();
        assertThat(Repeats.among(List.of(with(until(Requests.END))), ASKED, NOW))
                .isPresent();
        assertThat(Repeats.among(List.of(with(until(Requests.END))), ASKED, NOW.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void whatIsOpenEndsWhenItsRuleSays() {
        AccessRequest open = approved(WEB).applied(applied(FIRST, WEB));

        assertThat(Repeats.among(List.of(open), ASKED, NOW)).contains(open);
        assertThat(Repeats.among(List.of(open), ASKED, NOW.plusSeconds(1))).isEmpty();
        assertThat(Repeats.among(List.of(open), lasting(Duration.ofMinutes(30)), NOW.plusSeconds(60)))
                .contains(open);
        assertThat(Repeats.among(List.of(open), until(Requests.END), NOW.plusSeconds(60)))
                .contains(open);
    }

    @Test
    void theEarliestPartCounts() {
        AccessRequest halfOpen = approved(WEB, JUMP).applied(applied(FIRST, WEB));
        Terms both = halfOpen.terms();

        assertThat(Repeats.among(List.of(halfOpen), both, NOW)).isPresent();
        assertThat(Repeats.among(List.of(halfOpen), both, NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void whatHasEndedOrEndsOrWasRefusedInPartIsNotGiven() {
        AccessRequest open = approved(WEB).applied(applied(FIRST, WEB));
        Stream.of(
                        pending(WEB).decided(Approval.DENIED),
                        pending(WEB).decided(Approval.LAPSED),
                        pending(WEB).ended(Ending.Kind.CANCEL),
                        open.ended(Ending.Kind.RELEASE),
                        open.ended(Ending.Kind.RELEASE).confirmed(),
                        open.expired(expired(FIRST)),
                        open.removed(removed(FIRST, WEB, CloseReason.REVOKED)),
                        approved(WEB).refused(refused()))
                .forEach(ended ->
                        assertThat(Repeats.among(List.of(ended), ASKED, NOW)).isEmpty());
        AccessRequest two = approved(WEB, JUMP).applied(applied(FIRST, WEB));
        assertThat(Repeats.among(List.of(two.refused(refused(SECOND, JUMP))), two.terms(), NOW))
                .isEmpty();
        assertThat(Repeats.among(List.of(open), lasting(Duration.ofMinutes(1)), Requests.END))
                .isEmpty();
    }

    @Test
    void whatWaitsForPeopleDoesNotStandForAnEmergencyNorTheOtherWayRound() {
        Terms emergency = new Terms(
                ASKED.requester(),
                "Requester",
                ASKED.targets(),
                ASKED.sources(),
                Duration.ofHours(1),
                null,
                "the shop is down",
                null,
                true);
        assertThat(Repeats.among(List.of(pending(WEB)), emergency, NOW)).isEmpty();
        assertThat(Repeats.among(List.of(with(emergency)), ASKED, NOW)).isEmpty();
        assertThat(Repeats.among(List.of(with(emergency)), emergency, NOW)).isPresent();
        assertThat(Repeats.among(List.of(approved(WEB)), emergency, NOW)).isPresent();
        assertThat(Repeats.among(List.of(with(emergency).decided(Approval.APPROVED)), ASKED, NOW))
                .isPresent();
    }

    private static AccessRequest with(Terms terms) {
        return new AccessRequest(Requests.ID, terms, NOW, Approval.PENDING, null, List.of(), List.of());
    }

    private static Terms terms(PersonId person, List<VmId> vms, List<String> sources) {
        return new Terms(
                person,
                "Requester",
                vms.stream().map(vm -> new Target(vm, List.of(SSH))).toList(),
                sources.stream().map(Cidr::parse).toList(),
                Duration.ofHours(1),
                null,
                "another sentence",
                "INC-1");
    }

    private static Terms terms(PersonId person, PortAccess port) {
        return window(person, port, Duration.ofHours(1), null);
    }

    private static Terms lasting(Duration duration) {
        return window(ASKED.requester(), SSH, duration, null);
    }

    private static Terms until(Instant end) {
        return window(ASKED.requester(), SSH, null, end);
    }

    private static Terms window(PersonId person, PortAccess port, Duration duration, Instant endsAt) {
        return new Terms(
                person,
                "Requester",
                List.of(new Target(WEB, List.of(port))),
                ASKED.sources(),
                duration,
                endsAt,
                "deploy a fix",
                null);
    }
}
