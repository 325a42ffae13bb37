package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.policy.ApprovalPolicy;
import io.postern.policy.lint.Remark;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a policy.
 *
 * @param directory {@code asked}, or why the directory was not, and then nothing is said about who is in which group
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LintView(String version, String directory, List<RemarkView> remarks) {
    static final String ASKED = "asked";

    /** One remark. */
    public record RemarkView(String severity, @Nullable String rule, String sentence) {}

    static LintView of(ApprovalPolicy policy, String directory, List<Remark> remarks) {
        return new LintView(
                policy.version(),
                directory,
                remarks.stream()
                        .map(remark -> new RemarkView(
                                remark.severity().name().toLowerCase(Locale.ROOT), remark.rule(), remark.sentence()))
                        .toList());
    }
}
