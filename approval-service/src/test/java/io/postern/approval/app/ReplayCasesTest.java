package io.postern.approval.app;

import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.approval.app.PastCases.Past;
import io.postern.approval.app.PastCases.Place;
import io.postern.contracts.event.VmAssessed;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.policy.RequestFacts;
import io.postern.policy.SubjectFacts;
import io.postern.policy.TargetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayCasesTest {
    private static final TargetFacts.Seen TODAY =
            new TargetFacts.Seen("westeurope", "Linux", Map.of("env", "prod"), "PROTECTED", "NSG", List.of());
    private static final TargetFacts.Seen THEN =
            new TargetFacts.Seen("westeurope", "Linux", Map.of(), "PROTECTED", "NSG", List.of());

    @Test
    void everyCaseIsJudgedOnceAndAPageAtMostIsInMemory() {
        List<Integer> pages = new ArrayList<>();
        Set<Place> seen = new HashSet<>();

        ReplayCases.Pass pass = over(1_001, null).each(NOW, page -> {
            pages.add(page.size());
            page.forEach(again -> assertThat(seen.add(again.place())).isTrue());
        });

        assertThat(pass).isEqualTo(new ReplayCases.Pass(1_001, 0, false));
        assertThat(seen).hasSize(1_001);
        assertThat(pages).allMatch(size -> size <= 250);
    }

    @Test
    void tenThousandAreEnoughAndItSaysThatThereAreMore() {
        assertThat(over(ReplayCases.MOST, null).each(NOW, _ -> {}))
                .isEqualTo(new ReplayCases.Pass(ReplayCases.MOST, 0, false));
        assertThat(over(ReplayCases.MOST + 1, null).each(NOW, _ -> {}))
                .isEqualTo(new ReplayCases.Pass(ReplayCases.MOST, 0, true));
        assertThat(over(0, null).each(NOW, _ -> {})).isEqualTo(new ReplayCases.Pass(0, 0, false));
    }

    @Test
    void whatNobodyLookedAtThenIsAsItIsTodayAndWhatSomebodySawStays() {
        List<ReplayCases.Again> judged = new ArrayList<>();

        over(1, null).each(NOW, judged::addAll);
        over(1, THEN).each(NOW, judged::addAll);

        assertThat(judged)
                .extracting(again -> again.facts().targets().getFirst().seen())
                .containsExactly(TODAY, THEN);
    }

    private static ReplayCases over(int cases, TargetFacts.@Nullable Seen seen) {
        return new ReplayCases(new Numbered(cases, seen), new Today(), new AtOnce());
    }

    /** So many cases, one a millisecond. */
    private record Numbered(int cases, TargetFacts.@Nullable Seen seen) implements PastCases {
        private static final RequestId ID = RequestId.next();

        @Override
        public List<Past> page(Instant since, @Nullable Place before, int atMost) {
            assertThat(since).isEqualTo(NOW.minus(Duration.ofDays(90)));
            int from = before == null
                    ? 0
                    : (int) Duration.between(before.submittedAt(), NOW).toMillis() + 1;
            List<Past> page = new ArrayList<>();
            for (int n = from; n < cases && page.size() < atMost; n++) {
                page.add(new Past(new Place(NOW.minusMillis(n), ID, 0), Optional.of(facts())));
            }
            return page;
        }

        private RequestFacts facts() {
            return new RequestFacts(
                    new SubjectFacts(REQUESTER, null),
                    List.of(new TargetFacts(vm("db-1"), List.of(), seen)),
                    List.of(),
                    Duration.ofHours(1),
                    null,
                    "disk full",
                    0,
                    false,
                    NOW);
        }
    }

    /** The inventory of today. */
    private static final class Today implements KnownVms {
        @Override
        public Map<VmId, TargetFacts.Seen> seen(Collection<VmId> vms) {
            return Map.of(vm("db-1"), TODAY);
        }

        @Override
        public void assessed(VmAssessed assessed, Instant now) {
            throw new UnsupportedOperationException("a replay learns nothing of VMs");
        }
    }

    /** A unit of work without a transaction. */
    private static final class AtOnce implements UnitOfWork {
        @Override
        public <T> T doing(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void afterwards(Runnable wake) {
            wake.run();
        }
    }
}
