package io.postern.enforcer.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.World;
import io.postern.enforcer.domain.approval.ExtensionCheck.Answer;
import io.postern.enforcer.domain.approval.ExtensionCheck.Held;
import io.postern.enforcer.domain.grant.Grant;
import io.postern.enforcer.domain.grant.GrantExpansion;
import io.postern.enforcer.domain.grant.GrantTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtensionCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant OPENED = NOW.minus(Duration.ofHours(2));
    private static final Instant END = NOW.plusSeconds(600);
    private static final Instant LATER = END.plusSeconds(3600);
    private static final PortAccess RDP = new PortAccess(new Port(3389), Protocol.TCP);
    private static final PersonId BOB = new PersonId("t", "bob");
    private static final RequestId REQUEST = RequestId.next();
    private static final List<Target> WEB = List.of(new Target(World.VM, List.of(World.SSH, RDP)));
    private static final List<Target> BOTH = List.of(WEB.getFirst(), new Target(World.vm("other"), List.of(World.SSH)));

    private final List<Grant> grants = new ArrayList<>();
    private Optional<PastApproval> approval = Optional.of(new PastApproval(0, World.ALICE, false));
    private Optional<Instant> opened = Optional.of(OPENED);

    @Test
    void eachGrantThatIsOpenIsFollowedOnByOneWithTheNewEnd() {
        open(BOTH, "203.0.113.0/28", "2001:db8::/64");

        List<GrantTerms> following = following(extension(BOTH, LATER, "203.0.113.0/28", "2001:db8::/64"));

        assertThat(following).hasSize(4).allSatisfy(terms -> {
            assertThat(terms.endsAt()).isEqualTo(LATER);
            assertThat(terms.duration()).isNull();
            assertThat(grants).noneMatch(grant -> grant.id().equals(terms.id()));
        });
        assertThat(following)
                .extracting(GrantTerms::line)
                .containsExactlyInAnyOrderElementsOf(
                        grants.stream().map(Grant::id).toList());
    }

    @Test
    void fewerPortsSmallerSourcesAndFewerVmsAreFineAndMoreAreNot() {
        open(BOTH, "203.0.113.0/28");
        List<Target> ssh = List.of(new Target(World.VM, List.of(World.SSH)));

        assertThat(following(extension(ssh, LATER, "203.0.113.7")))
                .singleElement()
                .satisfies(terms -> assertThat(terms.access()).containsExactly(World.SSH));
        assertThat(refusal(extension(BOTH, LATER, "203.0.113.0/27"))).isEqualTo("wider");
        assertThat(refusal(extension(BOTH, LATER, "203.0.113.0/28", "2001:db8::1")))
                .isEqualTo("wider");
        assertThat(refusal(extension(
                        List.of(new Target(World.VM, List.of(World.SSH, new PortAccess(new Port(80), Protocol.TCP)))),
                        LATER,
                        "203.0.113.7")))
                .isEqualTo("wider");
        assertThat(refusal(extension(
                        List.of(new Target(World.VM, List.of(new PortAccess(new Port(22), Protocol.UDP)))),
                        LATER,
                        "203.0.113.7")))
                .isEqualTo("wider");
        assertThat(refusal(extension(List.of(new Target(World.vm("third"), List.of(World.SSH))), LATER, "203.0.113.7")))
                .isEqualTo("wider");
    }

    @Test
    void aPartThatHasEndedStaysEndedAndTheRestGoesOn() {
        open(BOTH, "203.0.113.7");
        Grant.Open gone = (Grant.Open) grants.removeLast();
        grants.add(gone.close(CloseReason.REVOKED).gone());

        assertThat(following(extension(BOTH, LATER, "203.0.113.7")))
                .singleElement()
                .satisfies(terms -> assertThat(terms.vm()).isEqualTo(World.VM));
    }

    @Test
    void withNothingOpenAnyMoreItIsTooLate() {
        open(WEB, "203.0.113.7");
        Grant.Open open = (Grant.Open) grants.removeLast();
        Approved extension = extension(WEB, LATER, "203.0.113.7");

        grants.add(new Grant.Open(open.terms(), OPENED, NOW));
        assertThat(refusal(extension)).isEqualTo("too-late");
        grants.set(0, open.close(CloseReason.REVOKED));
        assertThat(refusal(extension)).isEqualTo("too-late");
        grants.set(0, new Grant.Granted(open.terms()));
        assertThat(refusal(extension)).isEqualTo("too-late");
        grants.set(0, new Grant.Opening(open.terms(), END));
        assertThat(following(extension)).hasSize(1);
    }

    @Test
    void theEndMustLieAfterTheEndThatIsThere() {
        open(WEB, "203.0.113.7");

        assertThat(refusal(extension(WEB, END, "203.0.113.7"))).isEqualTo("not-later");
        assertThat(refusal(extension(WEB, END.plusMillis(999), "203.0.113.7"))).isEqualTo("not-later");
        assertThat(following(extension(WEB, END.plusSeconds(1), "203.0.113.7"))).hasSize(1);
    }

    @Test
    void anExtensionThatIsNotThereYetCountsForTheEndAndNotForTheAccess() {
        open(WEB, "203.0.113.7");
        GrantTerms next = following(extension(WEB, LATER, "203.0.113.7")).getFirst();
        grants.add(new Grant.Opening(next, LATER));

        assertThat(refusal(extension(WEB, LATER, "203.0.113.7"))).isEqualTo("not-later");
        assertThat(following(extension(WEB, LATER.plusSeconds(60), "203.0.113.7")))
                .singleElement()
                .satisfies(terms ->
                        assertThat(terms.line()).isEqualTo(grants.getFirst().id()));
        grants.set(0, ((Grant.Open) grants.getFirst()).close(CloseReason.REVOKED));
        assertThat(refusal(extension(WEB, LATER.plusSeconds(60), "203.0.113.7")))
                .isEqualTo("too-late");
    }

    @Test
    void theWholeWindowFromTheFirstOpeningStaysWithinTheCap() {
        open(WEB, "203.0.113.7");

        assertThat(following(extension(WEB, OPENED.plus(Duration.ofHours(24)), "203.0.113.7")))
                .hasSize(1);
        assertThat(refusal(extension(WEB, OPENED.plus(Duration.ofHours(24)).plusSeconds(1), "203.0.113.7")))
                .isEqualTo("window");
        opened = Optional.empty();
        assertThat(following(extension(WEB, NOW.plus(Duration.ofHours(24)), "203.0.113.7")))
                .hasSize(1);
    }

    @Test
    void itMustBeTheSamePersonAndARequestThatIsKnown() {
        open(WEB, "203.0.113.7");
        Approved extension = extension(WEB, LATER, "203.0.113.7");

        approval = Optional.of(new PastApproval(0, BOB, false));
        assertThat(refusal(extension)).isEqualTo("requester");
        approval = Optional.of(new PastApproval(0, null, false));
        assertThat(refusal(extension)).isEqualTo("requester");
        approval = Optional.empty();
        assertThat(refusal(extension)).isEqualTo("not-open");
    }

    @Test
    void anExtensionHasANumberAndAnEnd() {
        open(WEB, "203.0.113.7");

        assertThat(refusal(extension(0, WEB, null, LATER, "203.0.113.7"))).isEqualTo("extension");
        assertThat(refusal(extension(1, WEB, Duration.ofHours(1), null, "203.0.113.7")))
                .isEqualTo("extension");
    }

    private void open(List<Target> targets, String... sources) {
        Approved first = extension(0, targets, null, END, sources);
        GrantExpansion.of(first, GrantId::next).forEach(terms -> grants.add(new Grant.Open(terms, OPENED, END)));
    }

    private List<GrantTerms> following(Approved extension) {
        return ((Answer.Extends) answer(extension)).grants();
    }

    private String refusal(Approved extension) {
        return ((Answer.Refused) answer(extension)).because().reason();
    }

    private Answer answer(Approved extension) {
        return ExtensionCheck.of(extension, new Held(approval, grants, opened), Limits.DEFAULT, GrantId::next, NOW);
    }

    private static Approved extension(List<Target> targets, Instant endsAt, String... sources) {
        return extension(1, targets, null, endsAt, sources);
    }

    private static Approved extension(
            int number, List<Target> targets, Duration duration, Instant endsAt, String... sources) {
        return new Approved(
                REQUEST,
                World.ALICE,
                targets,
                duration,
                endsAt,
                endsAt == null ? LATER : endsAt,
                List.of(),
                "rule",
                "1",
                "jws",
                number,
                null,
                new Approved.Personal(List.of(sources).stream().map(Cidr::parse).toList(), "nonce"));
    }
}
