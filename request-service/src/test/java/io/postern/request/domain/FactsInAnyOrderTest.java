package io.postern.request.domain;

import static io.postern.request.domain.Requests.END;
import static io.postern.request.domain.Requests.ID;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.REQUESTER;
import static io.postern.request.domain.Requests.WEB;
import static io.postern.request.domain.Requests.applied;
import static io.postern.request.domain.Requests.approved;
import static io.postern.request.domain.Requests.expired;
import static io.postern.request.domain.Requests.extended;
import static io.postern.request.domain.Requests.pending;
import static io.postern.request.domain.Requests.refused;
import static io.postern.request.domain.Requests.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.CloseReason;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.id.GrantId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Kafka keeps no order between topics: whatever comes first, the request ends as it did, and is never open again. */
class FactsInAnyOrderTest {
    private static final GrantId GRANT = GrantId.next();
    private static final UnaryOperator<AccessRequest> REMOVED =
            request -> request.removed(removed(GRANT, WEB, CloseReason.EXPIRED));
    private static final List<UnaryOperator<AccessRequest>> FACTS = List.of(
            request -> request.decided(Approval.APPROVED),
            request -> request.applied(applied(GRANT, WEB)),
            request -> request.expired(expired(GRANT)),
            REMOVED);

    @Test
    void allFourFactsInAnyOrderAreAClosedRequest() {
        List<List<UnaryOperator<AccessRequest>>> orders = orders(FACTS);
        assertThat(orders).hasSize(24);
        for (List<UnaryOperator<AccessRequest>> order : orders) {
            AccessRequest request = pending(WEB);
            boolean gone = false;
            for (UnaryOperator<AccessRequest> fact : order) {
                request = fact.apply(fact.apply(request));
                gone |= fact == REMOVED;
                if (gone) {
                    assertThat(request.at(END.minusSeconds(1)).state()).isNotEqualTo(RequestState.OPEN);
                }
            }
            assertThat(request.at(END)).isEqualTo(new Standing(RequestState.CLOSED, CloseReason.EXPIRED));
        }
    }

    @Test
    void anExtensionThatTheEnforcerRefusesIsRefusedInAnyOrder() {
        var longer = new ExtensionRequested(
                ID, 1, REQUESTER, NOW, END, END.plusSeconds(60), new ExtensionRequested.Personal("R", "more", "nonce"));
        AccessRequest asked = approved(WEB).applied(applied(GRANT, WEB)).extending(longer, NOW);
        List<UnaryOperator<AccessRequest>> facts = List.of(
                request -> request.approved(extended(1, END.plusSeconds(60))),
                request -> request.refused(refused()),
                request -> request.expired(expired(GRANT)),
                REMOVED);
        for (List<UnaryOperator<AccessRequest>> order : orders(facts)) {
            AccessRequest request = asked;
            for (UnaryOperator<AccessRequest> fact : order) {
                request = fact.apply(fact.apply(request));
            }
            assertThat(request.at(END)).isEqualTo(new Standing(RequestState.CLOSED, CloseReason.EXPIRED));
            assertThat(request.extensionsAt(END)).extracting(Extension::state).containsExactly(Extension.State.REFUSED);
        }
    }

    private static <T> List<List<T>> orders(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : items) {
            List<T> others = new ArrayList<>(items);
            others.remove(first);
            for (List<T> rest : orders(others)) {
                List<T> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }
}
