package io.postern.portal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/my-access", "/machines/a%2Fb?x=1&y=%7B", "/a:b"})
    void aPathOfThePortalStays(String path) {
        assertThat(OwnPath.or(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "x", "//evil", "/\\evil", "/{x", "/x}", "/a|b", "/a^b", "/`", "/<b>", "/%zz", "/%", "/[x", "/a b"
            })
    void whatIsNoAddressLeadsToTheStartPage(String path) {
        assertThat(OwnPath.or(path)).isEqualTo("/");
    }
}
