package io.postern.sweeper.domain;

import static io.postern.sweeper.Rules.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.RuleName;
import io.postern.sweeper.Rules;
import io.postern.sweeper.domain.Swept.Fate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassReportTest {
    private static final String OTHER = "00000000-0000-0000-0000-000000000002";
    private static final Instant LONG_AGO = NOON.minusSeconds(61);

    @Test
    void aPassWithNothingToDoProves() {
        assertThat(proves()).isTrue();
    }

    @Test
    void removalsInOneSubscriptionDoNotMakeUpForLackingRightsInAnother() {
        Swept removed = swept(Rules.SUBSCRIPTION, "a", LONG_AGO, Fate.REMOVED);
        assertThat(proves(removed, swept(OTHER, "a", LONG_AGO, Fate.REFUSED))).isFalse();
        assertThat(proves(removed, swept(Rules.SUBSCRIPTION, "b", LONG_AGO, Fate.REFUSED)))
                .isTrue();
    }

    @Test
    void whereNothingGoesOnSeveralNsgsNothingIsProved() {
        Swept one = swept(Rules.SUBSCRIPTION, "a", LONG_AGO, Fate.FAILED);
        Swept other = swept(OTHER, "b", LONG_AGO, Fate.FAILED);
        assertThat(proves(one, other)).isFalse();
        assertThat(proves(one, other, swept(OTHER, "c", LONG_AGO, Fate.REMOVED)))
                .isTrue();
    }

    @Test
    void oneNsgThatResistsBlocksNobody() {
        Swept one = swept(Rules.SUBSCRIPTION, "a", LONG_AGO, Fate.FAILED);
        assertThat(proves(one, swept(Rules.SUBSCRIPTION, "a", LONG_AGO, Fate.FAILED)))
                .isTrue();
        assertThat(proves(one, swept(Rules.SUBSCRIPTION, "b", NOON.minusSeconds(60), Fate.FAILED)))
                .isTrue();
    }

    private static boolean proves(Swept... swept) {
        return new PassReport(List.of(swept), List.of()).proves(NOON);
    }

    private static Swept swept(String subscription, String nsg, Instant end, Fate fate) {
        String name = new RuleName.Opening("demo", GrantId.next(), end).text();
        ListedRule rule = new ListedRule(Rules.nsg(subscription, nsg), name, true);
        return new Swept(new OverdueRule(rule, end), fate, "");
    }
}
