package io.postern.enforcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.RuleName;
import io.postern.enforcer.domain.nsg.Access;
import io.postern.enforcer.domain.nsg.ObservedNsg;
import io.postern.enforcer.domain.nsg.SecurityRule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant END = AT.plusSeconds(60);
    private final Watch watch = new Watch("demo");

    @Test
    void aListThatBeganBeforeTheLastReadDoesNotMakeAnEndForgotten() {
        watch.saw(open(AT.plusSeconds(2)));
        watch.listed(shut(AT));

        assertThat(watch.endingBefore(END.plusSeconds(1))).containsEntry(World.NSG, new TreeSet<>(Set.of(END)));
    }

    @Test
    void aListThatBeganAfterTheLastReadIsBelieved() {
        watch.saw(open(AT));
        watch.listed(shut(AT.plusSeconds(2)));

        assertThat(watch.endingBefore(END.plusSeconds(1))).isEmpty();
    }

    private static ObservedNsg shut(Instant at) {
        return new ObservedNsg(World.NSG, List.of(), at);
    }

    private static ObservedNsg open(Instant at) {
        String name = new RuleName.Opening("demo", GrantId.next(), END).text();
        List<String> any = List.of("*");
        return new ObservedNsg(
                World.NSG,
                List.of(new SecurityRule(name, 100, true, Access.ALLOW, "Tcp", any, any, any, List.of("22"), "", true)),
                at);
    }
}
