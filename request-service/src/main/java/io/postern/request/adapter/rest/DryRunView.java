package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.postern.contracts.net.Cidr;
import io.postern.request.app.Advisers.Advice;
import io.postern.request.app.Advisers.Said;
import io.postern.request.app.Submitted;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.Basis;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request that a submission would make, or would be answered with, with why, and what would become of it. */
public record DryRunView(@JsonUnwrapped RequestView request, Outlook dryRun) {
    /** The word on a dry run: what is decided here, and what others have to say. */
    public record Outlook(
            String decision,
            List<Policy> policies,
            String longestDuration,
            List<String> effectiveSources,
            Map<String, @Nullable Object> approval,
            Map<String, @Nullable Object> plan) {}

    /** The JIT policy that covers a VM; its version is one higher at each change. */
    public record Policy(String vm, String policy, long version) {
        static Policy of(Basis.Covered covered) {
            return new Policy(covered.vm().value(), covered.policy(), covered.version());
        }
    }

    static DryRunView of(Submitted.Accepted accepted, Basis basis, Advice advice, Instant now) {
        AccessRequest request = accepted.request();
        return new DryRunView(
                accepted.timeline().isEmpty()
                        ? RequestView.preview(request, now)
                        : RequestView.of(request, accepted.timeline(), now),
                new Outlook(
                        "accepted",
                        basis.policies().stream().map(Policy::of).toList(),
                        basis.longest().toString(),
                        request.terms().sources().stream().map(Cidr::toString).toList(),
                        said(advice.approval()),
                        said(advice.plan())));
    }

    private static Map<String, @Nullable Object> said(Said said) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        switch (said) {
            case Said.Known(var facts) -> {
                view.put("known", true);
                view.putAll(facts);
            }
            case Said.Unknown(String detail) -> {
                view.put("known", false);
                view.put("detail", detail);
            }
        }
        return view;
    }
}
