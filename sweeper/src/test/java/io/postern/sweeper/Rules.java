package io.postern.sweeper;

import io.postern.contracts.id.BoundaryId;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.net.RuleName;
import io.postern.sweeper.domain.ListedRule;
import java.time.Instant;

/** Rules as they stand in Azure. */
public final class Rules {
    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Rules() {}

    public static ListedRule opening(String instance, Instant end) {
        return opening("web-1-nsg", instance, end);
    }

    public static ListedRule opening(String boundary, String instance, Instant end) {
        return allow(boundary, new RuleName.Opening(instance, GrantId.next(), end).text());
    }

    public static ListedRule allow(String boundary, String name) {
        return new ListedRule(nsg(SUBSCRIPTION, boundary), name, true);
    }

    public static ListedRule deny(String boundary, String name) {
        return new ListedRule(nsg(SUBSCRIPTION, boundary), name, false);
    }

    public static BoundaryId nsg(String subscription, String name) {
        return new BoundaryId("/subscriptions/" + subscription
                + "/resourceGroups/contoso/providers/Microsoft.Network/networkSecurityGroups/" + name);
    }
}
