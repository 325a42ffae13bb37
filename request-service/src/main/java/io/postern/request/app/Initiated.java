package io.postern.request.app;

import io.postern.request.domain.Refusal;
import java.util.List;

/** What became of a wish for access under one JIT policy. */
public sealed interface Initiated {
    /** All accepted, one request for each submission and in their order. */
    record Accepted(List<Submitted.Accepted> each) implements Initiated {
        public Accepted {
            each = List.copyOf(each);
        }
    }

    record UnknownPolicy() implements Initiated {}

    /** It names a VM that the policy does not cover. */
    record NotCovered(String vm) implements Initiated {}

    record Refused(Refusal refusal) implements Initiated {}
}
