package io.postern.request.app;

import io.postern.request.domain.PolicyId;
import java.util.Locale;
import java.util.Optional;

/** The part of a subscription that policies are listed of; compared without regard to case. */
public record PolicyScope(String subscription, Optional<String> resourceGroup, Optional<String> location) {
    public PolicyScope {
        subscription = subscription.toLowerCase(Locale.ROOT);
        resourceGroup = resourceGroup.map(name -> name.toLowerCase(Locale.ROOT));
        location = location.map(PolicyId::region);
    }
}
