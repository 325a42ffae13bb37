package io.postern.request.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.net.Cidr;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES = proxies("10.0.0.0/8", "2001:db8:1::/48", "127.0.0.90");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7                 | 203.0.113.7",
                "203.0.113.7:50123           | 203.0.113.7",
                "2001:db8::7                 | 2001:db8::7",
                "[2001:db8::7]               | 2001:db8::7",
                "[2001:DB8:0:0::7]:443       | 2001:db8::7",
                "fe80::1%eth0                | fe80::1",
                "[fe80::1%25]:80             | fe80::1",
                "::ffff:203.0.113.7          | 203.0.113.7",
                "::FFFF:cb00:7107            | 203.0.113.7",
                "[::ffff:203.0.113.7]:1      | 203.0.113.7",
                "198.51.100.9, 203.0.113.7   | 203.0.113.7",
                "198.51.100.9,203.0.113.7, 10.1.2.3 | 203.0.113.7",
                "203.0.113.7, 10.1.2.3:80, [2001:db8:1::5]:80, ::ffff:10.0.0.1 | 203.0.113.7",
                "10.0.0.5, 10.0.0.6          | 10.0.0.5",
                "garbage, 203.0.113.7        | 203.0.113.7"
            })
    void theLastHopThatIsNoTrustedProxyIsTheCaller(String forwarded, String origin) {
        assertThat(PROXIES.origin("127.0.0.90", List.of(forwarded))).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown                  | unknown",
                "203.0.113.7, _hidden     | _hidden",
                "203.0.113.7, 10.0.0.0/8  | 10.0.0.0/8",
                "203.0.113.7, 1.2.3       | 1.2.3",
                "203.0.113.7, 010.0.0.1   | 010.0.0.1",
                "203.0.113.7, 1.2.3.4:x   | 1.2.3.4:x",
                "203.0.113.7, [::1        | [::1",
                "203.0.113.7, 10.0.0.1,    | ''"
            })
    void whatATrustedProxyNamesAndNobodyCanReadIsTheEndOfTheWay(String forwarded, String text) {
        assertThat(PROXIES.origin("10.0.0.1", List.of(forwarded))).isEqualTo(text);
    }

    @Test
    void severalHeadersAreOneListInTheirOrder() {
        assertThat(PROXIES.origin("10.0.0.1", List.of("198.51.100.9", "", "203.0.113.7, 10.0.0.2", "10.0.0.3")))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void nobodyElseIsBelieved() {
        for (String peer : List.of("203.0.113.9", "127.0.0.1", "2001:db8:2::1")) {
            assertThat(PROXIES.origin(peer, List.of("198.51.100.9"))).isEqualTo(peer);
            assertThat(PROXIES.trusts(peer)).isFalse();
        }
        assertThat(proxies().origin("10.0.0.1", List.of("198.51.100.9"))).isEqualTo("10.0.0.1");
    }

    @Test
    void withoutAWordFromItTheProxyItselfIsTheCaller() {
        assertThat(PROXIES.origin("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
        assertThat(PROXIES.origin("10.0.0.1", List.of("", " "))).isEqualTo("10.0.0.1");
    }

    @Test
    void aPeerIsRecognisedInEverySpelling() {
        for (String peer : List.of("10.9.9.9", "::ffff:10.9.9.9", "::ffff:a09:909", "2001:db8:1:0::1")) {
            assertThat(PROXIES.trusts(peer)).as(peer).isTrue();
        }
        assertThat(PROXIES.trusts("")).isFalse();
        assertThat(PROXIES.origin("", List.of("198.51.100.9"))).isEmpty();
    }

    private static TrustedProxies proxies(String... blocks) {
        return new TrustedProxies(Stream.of(blocks).map(Cidr::parse).toList());
    }
}
