package io.postern.request.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.net.Cidr;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAddressTest {
    private static final Map<Cidr, Cidr> MAP = Map.of(Cidr.parse("127.0.0.1"), Cidr.parse("203.0.113.7"));

    @ParameterizedTest
    @CsvSource({
        "198.51.100.9, 198.51.100.9, public",
        "[2001:DB8::9]:443, 2001:db8::9, public",
        "127.0.0.1, 203.0.113.7, public",
        "10.1.2.3, 10.1.2.3, private",
        "fd00::1, fd00::1, private",
        "100.64.0.9, 100.64.0.9, shared",
        "100.128.0.9, 100.128.0.9, public",
        "127.0.0.2, 127.0.0.2, unusable",
        "fe80::1%eth0, fe80::1, unusable"
    })
    void anAddressIsGoodForWhatItsBlockIsFor(String caller, String text, String kind) {
        OwnAddress own = OwnAddress.of(caller, MAP);
        assertThat(own.text()).contains(text);
        assertThat(own.kind().word()).isEqualTo(kind);
    }

    @Test
    void whatIsNoAddressIsUnclear() {
        OwnAddress own = OwnAddress.of("unknown", MAP);
        assertThat(own.text()).isEmpty();
        assertThat(own.kind()).isEqualTo(OwnAddress.Kind.UNCLEAR);
    }
}
