package io.postern.approval.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.approval.app.ListPending;
import io.postern.approval.domain.Approver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of what waits, oldest requests first; {@code next} is the {@code after} of the page that follows, if any. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PendingPage(List<PendingView> value, @Nullable String next) {
    static PendingPage of(ListPending.Page page, Approver approver) {
        return new PendingPage(
                page.waiting().stream()
                        .map(each -> PendingView.of(each, approver))
                        .toList(),
                page.next() == null ? null : page.next().value());
    }
}
