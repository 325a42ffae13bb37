package io.postern.contracts.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"203.0.113.7/32", "203.0.113.0/24", "0.0.0.0/0", "255.255.255.255/32", "2001:db8::/56", "::/0"})
    void aCanonicalBlockIsWrittenAsItWasRead(String text) {
        assertThat(Cidr.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, 203.0.113.7/32", "2001:db8::1, 2001:db8::1/128"})
    void aBareAddressIsABlockOfOne(String text, String block) {
        assertThat(Cidr.parse(text)).hasToString(block);
    }

    /** The vectors of RFC 5952, sections 2 and 4. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:AAAA, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "1:0:0:0:0:0:0:0, 1::",
        "2001:db8:aaaa:bbbb:cccc:dddd:0:1, 2001:db8:aaaa:bbbb:cccc:dddd:0:1"
    })
    void ipv6HasOneSpelling(String text, String canonical) {
        assertThat(Cidr.parse(text)).hasToString(canonical + "/128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                "1..3.4",
                "256.0.0.1",
                "-1.2.3.4",
                "010.0.0.1",
                "00.0.0.1",
                "0x7f.0.0.1",
                "127.1",
                "2130706433",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/024",
                "1.2.3.4/",
                "1.2.3.4/8/8",
                "1.2.3.4/255.255.255.255",
                "localhost",
                "example.com",
                "١.2.3.4",
                "::ffff:1.2.3.4",
                "::ffff:102:304",
                "::1.2.3.4",
                "fe80::1%eth0",
                "fe80::1%1",
                "[::1]",
                ":::",
                "1:2:3",
                "1::2::3",
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                "g::",
                "::1/129",
                "2001:db8::/0x38"
            })
    void whatIsNotStrictlyABlockIsRejected(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7/24, 203.0.113.0/24",
        "128.0.0.0/0, 0.0.0.0/0",
        "2001:db8::1/64, 2001:db8::/64",
    })
    void hostBitsAreRejectedWithTheBlockThatWasPerhapsMeant(String text, String meant) {
        assertThatThrownBy(() -> Cidr.parse(text)).hasMessageContaining("did you mean " + meant + "?");
    }

    @Test
    void anAddressTooLongForItsFamilyIsRejected() {
        assertThatThrownBy(() -> new Cidr(AddressFamily.IPV4, BigInteger.ONE.shiftLeft(32), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cidr(AddressFamily.IPV4, BigInteger.ONE.negate(), 32))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.7/32, true",
        "203.0.113.0/24, 203.0.113.0/24, true",
        "203.0.113.0/24, 203.0.112.0/23, false",
        "203.0.113.0/24, 203.0.114.1/32, false",
        "0.0.0.0/0, 255.255.255.255/32, true",
        "0.0.0.0/0, ::1/128, false",
        "::/0, 2001:db8::/56, true"
    })
    void aBlockContainsWhatLiesWithinIt(String outer, String inner, boolean contains) {
        assertThat(Cidr.parse(outer).contains(Cidr.parse(inner))).isEqualTo(contains);
    }
}
