package io.postern.enforcer.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.AddressFamily;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.Protocol;
import io.postern.enforcer.app.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowEndTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.250Z");
    private static final Instant FAR = NOW.plusSeconds(90_000);

    @Test
    void aDurationCountsFromTheIntentAndIsRoundedUpToAWholeSecond() {
        assertThat(WindowEnd.fixedAt(lasting(Duration.ofSeconds(5), FAR), NOW))
                .contains(Instant.parse("2026-11-21T10:00:06Z"));
    }

    @Test
    void aDurationThatEndsOnAWholeSecondIsNotLengthened() {
        assertThat(WindowEnd.fixedAt(lasting(Duration.ofMillis(4750), FAR), NOW))
                .contains(Instant.parse("2026-11-21T10:00:05Z"));
    }

    @Test
    void noWindowIsOpenPastNotAfterNotEvenByAFractionOfASecond() {
        Instant notAfter = Instant.parse("2026-11-21T10:00:03.900Z");
        assertThat(WindowEnd.fixedAt(lasting(Duration.ofHours(1), notAfter), NOW))
                .contains(Instant.parse("2026-11-21T10:00:03Z"));
    }

    @Test
    void anAbsoluteEndIsRoundedDown() {
        Instant endsAt = Instant.parse("2026-11-21T11:00:00.999Z");
        assertThat(WindowEnd.fixedAt(until(endsAt, endsAt), NOW)).contains(Instant.parse("2026-11-21T11:00:00Z"));
    }

    @Test
    void withLessThanTwoSecondsLeftNothingIsWritten() {
        Instant notAfter = Instant.parse("2026-11-21T10:00:02Z");
        assertThat(WindowEnd.fixedAt(lasting(Duration.ofHours(1), notAfter), NOW))
                .isEmpty();
        assertThat(WindowEnd.fixedAt(lasting(Duration.ofHours(1), notAfter.plusMillis(250)), NOW))
                .isEmpty();
        assertThat(WindowEnd.fixedAt(lasting(Duration.ofHours(1), notAfter.plusSeconds(1)), NOW))
                .isPresent();
    }

    @Test
    void exactlyTwoSecondsAreEnough() {
        Instant end = Instant.parse("2026-11-21T10:00:02Z");
        assertThat(WindowEnd.leavesTimeToWrite(end, end.minusSeconds(2))).isTrue();
        assertThat(WindowEnd.leavesTimeToWrite(end, end.minusMillis(1999))).isFalse();
    }

    private static GrantTerms lasting(Duration duration, Instant notAfter) {
        return terms(duration, null, notAfter);
    }

    private static GrantTerms until(Instant endsAt, Instant notAfter) {
        return terms(null, endsAt, notAfter);
    }

    static GrantTerms terms(Duration duration, Instant endsAt, Instant notAfter) {
        return new GrantTerms(
                GrantId.next(),
                RequestId.next(),
                World.VM,
                Protocol.TCP,
                AddressFamily.IPV4,
                List.of(new Port(22)),
                List.of(Cidr.parse("203.0.113.7")),
                duration,
                endsAt,
                notAfter);
    }
}
