package io.postern.portal.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListenersTest {
    private final Listeners listeners = new Listeners(2, 3);

    @Test
    void onePersonHasOnlySoManyPlacesAndGetsThemBack() {
        assertThat(listeners.take("rita")).isEqualTo(Listeners.Place.TAKEN);
        assertThat(listeners.take("rita")).isEqualTo(Listeners.Place.TAKEN);
        assertThat(listeners.take("rita")).isEqualTo(Listeners.Place.TOO_MANY_OF_ONE);
        assertThat(listeners.take("ada")).isEqualTo(Listeners.Place.TAKEN);
        listeners.leave("rita");
        assertThat(listeners.take("rita")).isEqualTo(Listeners.Place.TAKEN);
    }

    @Test
    void allTogetherHaveOnlySoManyAndWhoIsRefusedHoldsNone() {
        listeners.take("rita");
        listeners.take("ada");
        listeners.take("anton");
        for (int i = 0; i < 5; i++) {
            assertThat(listeners.take("olga")).isEqualTo(Listeners.Place.TOO_MANY_HERE);
        }
        assertThat(listeners.count()).isEqualTo(3);
        listeners.leave("ada");
        assertThat(listeners.take("olga")).isEqualTo(Listeners.Place.TAKEN);
    }
}
