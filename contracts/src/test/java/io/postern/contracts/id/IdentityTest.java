package io.postern.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    @Test
    void aUlidIsTheSameInEveryCase() {
        assertThat(new GrantId("01kaj5x9q2v7n3m8r4t6w0y1zb")).isEqualTo(new GrantId("01KAJ5X9Q2V7N3M8R4T6W0Y1ZB"));
    }

    @Test
    void newIdentitiesAreUniqueAndSorted() {
        assertThat(RequestId.next().value()).isLessThan(RequestId.next().value());
        assertThat(GrantId.next().value()).isLessThan(GrantId.next().value());
        assertThat(EventId.next().value()).isLessThan(EventId.next().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01KAJ5X9Q2V7N3M8R4T6W0Y1Z",
                "01KAJ5X9Q2V7N3M8R4T6W0Y1ZBB",
                "81KAJ5X9Q2V7N3M8R4T6W0Y1ZB",
                "01KAJ5X9Q2V7N3M8R4T6W0Y1ZU",
                "01KAJ5X9Q2V7N3M8R4T6W0Y1Zİ",
                "01KAJ5X9Q2V7N3M8R4T6W0Y1Z "
            })
    void whatIsNotAUlidIsNoIdentity(String text) {
        assertThatThrownBy(() -> new RequestId(text)).hasMessageStartingWith("a request id must be a ULID");
        assertThatThrownBy(() -> new GrantId(text)).hasMessageStartingWith("a grant id must be a ULID");
        assertThatThrownBy(() -> new EventId(text)).hasMessageStartingWith("an event id must be a ULID");
    }

    @Test
    void aPersonIsTheSameInEveryCase() {
        assertThat(new PersonId("TENANT-I", "OID-I")).isEqualTo(new PersonId("tenant-i", "oid-i"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "-a", "ann@example.com"})
    void aPersonIsNamedByIdsAlone(String text) {
        assertThatThrownBy(() -> new PersonId(text, "oid")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PersonId("tenant", text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRequestIdTellsWhenItWasMade() {
        assertThat(new RequestId("01ARZ3NDEKTSV4RRFFQ69G5FAV").madeAt())
                .isEqualTo(Instant.parse("2016-07-30T23:54:10.259Z"));
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        assertThat(RequestId.next().madeAt()).isBetween(before, before.plusSeconds(60));
    }
}
