package io.postern.portal.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.portal.domain.access.DryRun;
import io.postern.portal.domain.access.Outlook;
import io.postern.portal.domain.access.Wish;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is said of a wish while it is written, and what the services are asked for that. */
class LookAheadTest {
    private final List<Wish> asked = new ArrayList<>();
    private Duration nobodyUpTo = Duration.ZERO;
    private boolean glass;
    private final LookAhead ahead = new LookAhead((AccessRequests) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {AccessRequests.class}, (_, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("tryOut");
                return tryOut((Wish) arguments[0]);
            }));

    @Test
    void theLongestThatNeedsNobodyIsOffered() {
        nobodyUpTo = Duration.ofHours(3);
        Outlook outlook = ahead.of(wish("PT8H", false));
        assertThat(outlook.kind()).isEqualTo(Outlook.Kind.ASKS);
        assertThat(Objects.requireNonNull(outlook.atOnce()).text()).isEqualTo("3 h");
        assertThat(asked).hasSizeLessThan(7);
        assertThat(Objects.requireNonNull(ahead.of(wish("PT4H", false)).atOnce())
                        .text())
                .isEqualTo("3 h");
        nobodyUpTo = Duration.ofMinutes(15);
        assertThat(Objects.requireNonNull(ahead.of(wish("PT4H", false)).atOnce())
                        .text())
                .isEqualTo("15 min");
    }

    @Test
    void whereSomebodyIsAlwaysAskedNothingIsOffered() {
        assertThat(ahead.of(wish("PT8H", false)).atOnce()).isNull();
        assertThat(asked).hasSize(3);
    }

    @Test
    void whatNeedsNobodyIsAskedAboutOnce() {
        nobodyUpTo = Duration.ofHours(3);
        assertThat(ahead.of(wish("PT1H", false)).kind()).isEqualTo(Outlook.Kind.AT_ONCE);
        assertThat(asked).hasSize(1);
    }

    @Test
    void theGlassIsSpokenOfOnlyWhereItCanBeBroken() {
        assertThat(ahead.of(wish("PT8H", false)).glass()).isFalse();
        glass = true;
        assertThat(ahead.of(wish("PT8H", false)).glass()).isTrue();
        assertThat(ahead.of(wish("PT8H", true)).kind()).isEqualTo(Outlook.Kind.EMERGENCY);
    }

    @Test
    void whatHasNoEndYetIsNotAskedAbout() {
        assertThat(ahead.of(wish("", false)).kind()).isEqualTo(Outlook.Kind.INCOMPLETE);
        assertThat(asked).isEmpty();
    }

    private Answer<DryRun> tryOut(Wish wish) {
        asked.add(wish);
        boolean alone = wish.duration().orElseThrow().compareTo(nobodyUpTo) <= 0;
        String decision = alone ? "automatic" : wish.emergency() && glass ? "break-glass" : "needs-approval";
        return new Answer.Given<>(new DryRun(
                "",
                List.of(),
                new DryRun.Outcome(
                        new DryRun.Forecast(true, "", decision, "rule", null, null, null, null),
                        new DryRun.Plan(true, "", "", List.of()))));
    }

    private static Wish wish(String length, boolean emergency) {
        return new Wish(
                "/x/virtualMachines/web-1",
                List.of(22),
                true,
                "",
                length,
                "",
                "",
                "a reason",
                "",
                emergency,
                "web-1",
                "k");
    }
}
