package io.postern.request.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final Quota QUOTA = new Quota(3, 10);

    @Test
    void nobodyMayHaveMoreLiveRequestsThanTheLimit() {
        assertThat(QUOTA.against(1, 2, 2)).isEmpty();
        assertThat(QUOTA.against(1, 3, 3)).get().extracting(Refusal::reason).isEqualTo(Reason.TOO_MANY_REQUESTS);
        assertThat(QUOTA.against(2, 2, 2)).isPresent();
    }

    @Test
    void theInstallationTakesNoMoreThanItsLimit() {
        assertThat(QUOTA.against(1, 0, 9)).isEmpty();
        assertThat(QUOTA.against(1, 0, 10))
                .get()
                .extracting(Refusal::sentence)
                .asString()
                .endsWith(".");
        assertThat(QUOTA.against(2, 0, 9)).isPresent();
    }

    @Test
    void aLimitOfNothingIsNoLimit() {
        assertThatThrownBy(() -> new Quota(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quota(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
