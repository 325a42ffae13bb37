package io.postern.enforcer.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.Approved;
import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantTest {
    private static final Instant END = Instant.parse("2026-11-21T11:00:00Z");
    private static final GrantTerms TERMS = WindowEndTest.terms(Duration.ofHours(1), null, END);

    @Test
    void anOpenGrantIsOverAtItsEndAndNotBefore() {
        Grant.Open open = new Grant.Granted(TERMS).intend(END).seen(END.minusSeconds(60));
        assertThat(open.isOver(END.minusMillis(1))).isFalse();
        assertThat(open.isOver(END)).isTrue();
    }

    @Test
    void whatWasOpenEndsClosedAndWhatWasNotEndsRefused() {
        Grant.Opening opening = new Grant.Granted(TERMS).intend(END);
        assertThat(opening.seen(END).close(CloseReason.REVOKED).gone())
                .isEqualTo(new Grant.Closed(TERMS, END, CloseReason.REVOKED));
        assertThat(opening.close(CloseReason.REVOKED).gone())
                .isInstanceOfSatisfying(
                        Grant.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("revoked"));
    }

    @Test
    void anApprovalFansOutByVmProtocolAndFamily() {
        Approved approved = new Approved(
                RequestId.next(),
                new PersonId("t", "alice"),
                List.of(
                        new Target(World.VM, List.of(tcp(22), tcp(443), new PortAccess(new Port(53), Protocol.UDP))),
                        new Target(World.vm("web-2"), List.of(tcp(22)))),
                Duration.ofHours(1),
                null,
                END,
                List.of(),
                "automatic",
                "1",
                "jws",
                new Approved.Personal(List.of(Cidr.parse("203.0.113.7"), Cidr.parse("2001:db8::/64")), "nonce"));

        List<GrantTerms> grants = GrantExpansion.of(approved, GrantId::next);

        assertThat(grants).hasSize(6).extracting(GrantTerms::id).doesNotHaveDuplicates();
        assertThat(grants)
                .filteredOn(grant -> grant.vm().equals(World.VM) && grant.protocol() == Protocol.TCP)
                .hasSize(2)
                .allSatisfy(grant -> assertThat(grant.ports()).containsExactly(new Port(22), new Port(443)));
        assertThat(grants)
                .filteredOn(grant -> grant.family() == AddressFamily.IPV6)
                .allSatisfy(grant -> assertThat(grant.sources()).containsExactly(Cidr.parse("2001:db8::/64")));
    }

    private static PortAccess tcp(int port) {
        return new PortAccess(new Port(port), Protocol.TCP);
    }
}
