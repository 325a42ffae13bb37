package io.postern.emulator.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "203.0.113.128/25, 203.0.113.127, false",
        "203.0.113.128/25, 203.0.113.200, true",
        "203.0.113.9/24, 203.0.113.1, true",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 8.8.8.8, false",
    })
    void aPrefixHoldsTheAddressesOfItsBlockAndFamilyOnly(String prefix, String address, boolean holds) {
        assertThat(AddressPrefix.parse(prefix).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "010.0.0.1",
                "10.0.0.256",
                "10.0.0.1/33",
                "10.0.0.1/-1",
                "10.0.0.1/",
                "10.0.0.1/8/8",
                "localhost",
                "2001:db8::1/129",
                "2001:db8:::1",
                "fe80::1%eth0",
                "10.0.0.1 ",
                "*"
            })
    void whatIsNoLiteralAddressOrBlockIsRejected(String text) {
        assertThat(AddressPrefix.parse(text)).isEmpty();
    }
}
