package io.postern.portal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WayTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22   | 22    | 192.0.2.1   | ssh USER@192.0.2.1                                                      | 192.0.2.1:22",
                "22   | 41600 | 192.0.2.1   | ssh -p 41600 USER@192.0.2.1                                             | 192.0.2.1:41600",
                "22   | 22    | 2001:db8::1 | ssh USER@2001:db8::1                                                    | [2001:db8::1]:22",
                "3389 | 3389  | 192.0.2.1   | mstsc /v:192.0.2.1                                                      | 192.0.2.1:3389",
                "3389 | 40000 | 2001:db8::1 | mstsc /v:[2001:db8::1]:40000                                            | [2001:db8::1]:40000",
                "5986 | 5986  | 192.0.2.1   | Enter-PSSession -ComputerName 192.0.2.1 -Port 5986 -UseSSL -Credential USER | 192.0.2.1:5986",
                "8443 | 8443  | 192.0.2.1   | ''                                                                      | 192.0.2.1:8443"
            })
    void eachPortIsReachedByWhatListensThere(int port, int reached, String address, String command, String place) {
        List<Way.Mapped> firewall = port == reached ? List.of() : List.of(new Way.Mapped(port, address, reached));
        Way way = Way.to(List.of(port), firewall, Optional.of(address)).getFirst();
        assertThat(way.command()).isEqualTo(command);
        assertThat(way.place()).isEqualTo(place);
        assertThat(way.firewall()).isEqualTo(port != reached);
    }
}
