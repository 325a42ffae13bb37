package io.postern.portal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTest {
    @ParameterizedTest
    @CsvSource({
        "Rita Requester, RR",
        "ada, A",
        "'', ?",
        "'  ', ?",
        "a b c, AB",
        "second-approver, SA",
        "ilse, I",
        "😀 x, 😀X"
    })
    void twoLettersStandForAPicture(String name, String initials) {
        assertThat(named(name).initials()).isEqualTo(initials);
    }

    @Test
    void onlyPlacesThatOneHasARightForAreShown() {
        assertThat(Place.of(with("Postern.Request")))
                .containsExactly(Place.MY_ACCESS, Place.VIRTUAL_MACHINES, Place.APPROVALS);
        assertThat(Place.of(with("Postern.Read")))
                .contains(Place.TRAIL, Place.FINDINGS)
                .doesNotContain(Place.MY_ACCESS);
        assertThat(Place.of(with("postern.read", "Reader"))).containsExactly(Place.APPROVALS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/my-access", "/virtual-machines/one?id=%2Fsub&a=b", "/a/b-c_d~e"})
    void aPathOfThePortalLeadsBack(String path) {
        assertThat(OwnPath.or(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "//evil",
                "/\\evil",
                "https://evil",
                "javascript:alert(1)",
                "/a\nb",
                "/a\\b",
                "/\"x",
                "/ü",
                " /a",
                "/\t/evil"
            })
    void anythingElseLeadsToTheStart(String path) {
        assertThat(OwnPath.or(path)).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10.0.0.1",
        "'203.0.113.7', '203.0.113.7, 10.0.0.1'",
        "'a b; x', 10.0.0.1",
        "'evil.example', 10.0.0.1",
        "'1.2.3.4, evil.example, 203.0.113.7,2001:db8::7', '203.0.113.7, 2001:db8::7, 10.0.0.1'",
        "'1.2.3.4, , 203.0.113.7', '203.0.113.7, 10.0.0.1'",
        "'203.0.113.7, evil', 10.0.0.1"
    })
    void onlyAddressesAreHandedOn(String came, String handedOn) {
        assertThat(Hops.with(came, "10.0.0.1")).isEqualTo(handedOn);
    }

    @Test
    void ofAWayThatIsTooLongTheNearEndIsHandedOn() {
        assertThat(Hops.with("1.2.3.4, ".repeat(100) + "203.0.113.7", "10.0.0.1"))
                .hasSizeBetween(480, 520)
                .endsWith("1.2.3.4, 203.0.113.7, 10.0.0.1");
    }

    private static Person named(String name) {
        return new Person("id", "tenant", name, "", Set.of());
    }

    private static Person with(String... roles) {
        return new Person("id", "tenant", "Somebody", "", Set.of(roles));
    }
}
