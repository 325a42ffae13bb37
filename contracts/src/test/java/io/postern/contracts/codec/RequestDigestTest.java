package io.postern.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.RequestSubmitted;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestDigestTest {
    private static final RequestSubmitted REQUEST =
            (RequestSubmitted) SampleEvents.submitted(Duration.ofHours(1), null, "INC-1");

    @Test
    void aBotInAnyLanguageComesToTheSameDigest() {
        assertThat(RequestDigest.of(REQUEST)).isEqualTo("gR-TJ6sXOmXvHWaz6-ED1tDfKoFHQRiNd5up9V6v7CI");
    }

    @Test
    void whatThePersonWroteIsPartOfIt() {
        RequestSubmitted.Personal said = REQUEST.personal();
        RequestSubmitted other = new RequestSubmitted(
                REQUEST.requestId(),
                REQUEST.requester(),
                REQUEST.targets(),
                REQUEST.duration(),
                REQUEST.endsAt(),
                REQUEST.ticket(),
                new RequestSubmitted.Personal(
                        said.requesterName(), said.sources(), said.justification() + "!", said.nonce()));
        assertThat(RequestDigest.of(other)).isNotEqualTo(RequestDigest.of(REQUEST));
    }

    @Test
    void anExtensionHasADigestOfItsOwn() {
        ExtensionRequested one = extension(1);
        assertThat(RequestDigest.of(one))
                .isNotEqualTo(RequestDigest.of(REQUEST))
                .isNotEqualTo(RequestDigest.of(extension(2)))
                .isEqualTo(RequestDigest.of(extension(1)));
    }

    private static ExtensionRequested extension(int number) {
        return new ExtensionRequested(
                SampleEvents.REQUEST,
                number,
                SampleEvents.REQUESTER,
                SampleEvents.NOON.minusSeconds(60),
                SampleEvents.NOON,
                SampleEvents.NOON.plusSeconds(60),
                new ExtensionRequested.Personal("Grace", "still at it", "n-1"));
    }
}
