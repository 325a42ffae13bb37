package io.postern.portal.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WishTest {
    @Test
    void onesOwnAddressNeedsNoSources() {
        assertThat(wish(true, "198.51.100.9", "PT1H", "", "").sources()).isEmpty();
    }

    @Test
    void rangesAreSeparatedHoweverPeopleSeparateThem() {
        assertThat(wish(false, " 198.51.100.9,\n203.0.113.0/24;2001:db8::/64 ", "PT1H", "", "")
                        .sources())
                .containsExactly("198.51.100.9", "203.0.113.0/24", "2001:db8::/64");
    }

    @Test
    void anEndIsMeantInTheZoneOfTheBrowserOrElseInUtc() {
        assertThat(wish(true, "", Wish.UNTIL, "2030-07-01T18:00", "Europe/Berlin")
                        .end())
                .contains(Instant.parse("2030-07-01T16:00:00Z"));
        assertThat(wish(true, "", Wish.UNTIL, "2030-07-01T18:00", "").end())
                .contains(Instant.parse("2030-07-01T18:00:00Z"));
        assertThat(wish(true, "", "PT1H", "2030-07-01T18:00", "").end()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsAGapAndNoFault() {
        assertThat(wish(true, "", Wish.UNTIL, "tomorrow", "").gaps()).containsExactly("Say until when.");
        assertThat(wish(true, "", Wish.UNTIL, "2030-07-01T18:00", "Nowhere/Land")
                        .gaps())
                .containsExactly("Say until when.");
        assertThat(wish(true, "", "an hour", "", "").gaps()).containsExactly("Say for how long.");
        assertThat(wish(false, " , ", "PT1H", "", "").gaps()).hasSize(1);
        assertThat(wish(true, "", "PT1H", "", "").gaps()).isEmpty();
        assertThat(wish(true, "", "PT1H", "", "").duration()).contains(Duration.ofHours(1));
    }

    @Test
    void anEmergencyIsConfirmedByTheNameOfTheVm() {
        Wish emergency = wish(true, "", "PT1H", "", "").inEmergency();
        assertThat(emergency.emergency()).isTrue();
        assertThat(emergency.confirm()).isEqualTo("web-1");
    }

    private static Wish wish(boolean mine, String ranges, String length, String until, String zone) {
        return new Wish(
                "/x/virtualMachines/web-1", List.of(22), mine, ranges, length, until, zone, "r", "", false, "", "k");
    }
}
