package io.postern.portal.adapter.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.portal.app.Stop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @Test
    void noValueBecomesPartOfAnythingElse() {
        assertThat(Query.part("a/b c?d#e%2e;..")).isEqualTo("a%2Fb%20c%3Fd%23e%252e%3B..");
        assertThat(Query.of("/x").with("a", "1&b=2").with("empty", "").with("c", "d"))
                .hasToString("/x?a=1%26b%3D2&c=d");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void aPartThatWouldLeadElsewhereIsNothing(String part) {
        assertThatThrownBy(() -> Query.part(part)).isInstanceOf(Stop.class);
    }
}
