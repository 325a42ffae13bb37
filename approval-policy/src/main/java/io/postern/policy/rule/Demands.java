package io.postern.policy.rule;

import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.policy.RequestFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all requirements that hold come to: of each the strictest. */
final class Demands {
    private final Set<String> unmet = new LinkedHashSet<>();
    private final Set<String> rules = new LinkedHashSet<>();
    private final RequestFacts request;
    private Duration patience;
    private Risk risk;
    private int minLength;
    private @Nullable String lengthRule;
    private @Nullable Duration maxDuration;
    private @Nullable String durationRule;

    Demands(RequestFacts request, Duration patience, Risk risk) {
        this.request = request;
        this.patience = patience;
        this.risk = risk;
    }

    void add(String rule, Requirements more) {
        String ticket = request.ticket();
        if (more.ticket() != null && (ticket == null || !more.ticket().fits(ticket))) {
            miss(rule, "Name a ticket that fits " + more.ticket().source());
        }
        if (more.justification() != null && !more.justification().fits(request.justification())) {
            miss(rule, "Give a reason that fits " + more.justification().source());
        }
        if (more.minLength() > minLength) {
            minLength = more.minLength();
            lengthRule = rule;
        }
        Duration most = more.maxDuration();
        if (most != null && (maxDuration == null || most.compareTo(maxDuration) < 0)) {
            maxDuration = most;
            durationRule = rule;
        }
        if (more.patience() != null && more.patience().compareTo(patience) < 0) {
            patience = more.patience();
        }
        if (more.risk() != null && more.risk().compareTo(risk) > 0) {
            risk = more.risk();
        }
    }

    /** A sentence for each thing that is missing; {@link #rules()} names whose. */
    List<String> unmet() {
        String justification = request.justification().strip();
        if (lengthRule != null && justification.codePointCount(0, justification.length()) < minLength) {
            miss(lengthRule, "Give a reason of at least " + minLength + " characters");
        }
        if (maxDuration != null && durationRule != null && request.length().compareTo(maxDuration) > 0) {
            miss(durationRule, "Ask for at most " + Words.of(maxDuration));
        }
        return new ArrayList<>(unmet);
    }

    private void miss(String rule, String sentence) {
        unmet.add(sentence + " (rule " + rule + ").");
        rules.add(rule);
    }

    Set<String> rules() {
        return rules;
    }

    Duration patience() {
        return patience;
    }

    Risk risk() {
        return risk;
    }
}
