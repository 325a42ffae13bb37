package io.postern.request.domain;

import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.inventory;
import static io.postern.request.domain.Requests.known;
import static io.postern.request.domain.Requests.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.VmId;
import io.postern.request.domain.SubmissionDecision.Refused;
import io.postern.request.domain.SubmissionDecision.Submitted;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who breaks the glass types what for. */
class EmergencyTest {
    private static final Map<VmId, KnownVm> WORLD =
            inventory(known(WEB, limit(22, Duration.ofHours(3))), known(JUMP, limit(22, Duration.ofHours(3))));
    private static final Draft ONE = Draft.of(Draft.wanted(WEB, 22)).during(Duration.ofHours(1));
    private static final Draft TWO =
            Draft.of(Draft.wanted(WEB, 22), Draft.wanted(JUMP, 22)).during(Duration.ofHours(1));

    @ParameterizedTest
    @ValueSource(strings = {"web-1", "WEB-1", " web-1 "})
    void theNameTypedConfirmsIt(String typed) {
        assertThat(ONE.confirmed(typed, WORLD))
                .isInstanceOfSatisfying(
                        Submitted.class,
                        submitted -> assertThat(submitted.event().breakGlass()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web", "web-11", "jump-1", "yes", "web-1, jump-1"})
    void anythingElseDoesNot(String typed) {
        assertThat(ONE.confirmed(typed, WORLD)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.GLASS_UNCONFIRMED);
            assertThat(refused.refusal().sentence()).contains("'web-1'");
        });
    }

    @Test
    void ofSeveralVmsAllAreTypedInTheirOrder() {
        assertThat(TWO.confirmed("web-1, jump-1", WORLD)).isInstanceOf(Submitted.class);
        assertThat(TWO.confirmed("jump-1, web-1", WORLD)).isInstanceOf(Refused.class);
        assertThat(TWO.confirmed("web-1", WORLD)).isInstanceOf(Refused.class);
    }

    @Test
    void anEmergencyIsJustifiedLikeEverythingElse() {
        assertThat(ONE.because(" ").confirmed("web-1", WORLD))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.TEXT_UNUSABLE));
    }

    @Test
    void aRequestThatIsNoneSaysNothingOfIt() {
        assertThat(ONE.accepted(WORLD).breakGlass()).isNull();
    }
}
