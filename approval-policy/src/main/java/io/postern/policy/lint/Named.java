package io.postern.policy.lint;

import io.postern.policy.rule.Policy;
import io.postern.policy.rule.When;
import java.util.List;
import java.util.stream.Stream;

/** When a rule of either kind holds, with its name. */
record Named(String name, When when) {
    static List<Named> all(Policy.Parts policy) {
        return Stream.concat(
                        policy.rules().stream().map(rule -> new Named(rule.name(), rule.when())),
                        policy.emergencies().stream().map(rule -> new Named(rule.name(), rule.when())))
                .toList();
    }
}
