package io.postern.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.emulator.Azure;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {
    @ParameterizedTest
    @CsvSource({
        "requester, Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action, true",
        "requester, microsoft.compute/virtualmachines/READ, true",
        "requester, Microsoft.Compute/virtualMachines/delete, false",
        "outsider, Microsoft.Compute/virtualMachines/read, false",
        "approver, Microsoft.Compute/virtualMachines/read, true",
        "approver, Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action, false",
        "admin, Microsoft.Security/locations/jitNetworkAccessPolicies/initiate/action, true",
        "auditor, Microsoft.Compute/virtualMachines/write, false",
    })
    void whoMayDoWhatOnAVmIsWhatTheDemoWorldSays(String who, String action, boolean may) throws IOException {
        Seed seed = Seed.contoso();
        Person person = seed.person(who).orElseThrow();
        Caller caller = new Caller(who, person.oid(), new HashSet<>(person.groups()));

        assertThat(seed.rights().may(caller, action, new Scope(Azure.VMS + "/web-1")))
                .isEqualTo(may);
        assertThat(seed.rights()
                        .may(new Caller(who, person.oid(), Set.of()), action, new Scope("/subscriptions/other")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b, true",
        "/a/b, /A/B/c, true",
        "/a/b, /a/bc, false",
        "/a/b, /a, false",
        "/, /a, true",
    })
    void aScopeCoversItselfAndWhatLiesBelow(String scope, String other, boolean covers) {
        assertThat(new Scope(scope).covers(new Scope(other))).isEqualTo(covers);
    }
}
