package io.postern.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.policy.read.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy of the demo world answers as its contract says. */
class ContosoTest {
    private static final Path FILE = Path.of("../deploy/policy/contoso.yaml");
    private static final String ONCALL = "33333333-0000-0000-0000-000000000003";
    private static final String SECURITY = "33333333-0000-0000-0000-000000000002";

    private static ApprovalPolicy contoso() throws IOException {
        return PolicyReader.read(Files.readString(FILE));
    }

    @ParameterizedTest
    @CsvSource({
        "web-1, PT1H, 0", "jump-1, PT3H, 0", "open-1, PT3H, 0", "Web-1, PT3H, 0",
        "web-1, PT3H1S, 1", "web-1, PT4H, 1", "web-1, PT4H1S, 2", "web-1, PT8H, 2",
        "db-1, PT10M, 1", "fw-1, PT4H, 1", "db-1, PT5H, 2", "another-1, PT1H, 1"
    })
    void soManyApproversAreAsked(String vm, Duration length, int approvers) throws IOException {
        Ruling ruling = contoso().decide(Asked.of(vm).lasting(length).facts());
        if (approvers == 0) {
            assertThat(ruling).isEqualTo(new Ruling.Automatic(List.of("short-and-harmless")));
        } else {
            assertThat(ruling)
                    .isInstanceOfSatisfying(
                            Ruling.Asks.class,
                            asks -> assertThat(asks.stages()).singleElement().satisfies(stage -> {
                                assertThat(stage.approvals()).isEqualTo(approvers);
                                assertThat(stage.groups()).containsExactly("33333333-0000-0000-0000-000000000001");
                            }));
        }
    }

    @Test
    void oneGuardedVmAmongHarmlessOnesIsAskedFor() throws IOException {
        assertThat(contoso().decide(Asked.of("web-1", "db-1", "jump-1").facts()))
                .isInstanceOfSatisfying(
                        Ruling.Asks.class, asks -> assertThat(asks.rules()).containsExactly("guarded"));
    }

    @Test
    void onCallBreaksGlassForAnHourAndSecurityReviewsIt() throws IOException {
        Asked emergency = Asked.of("db-1")
                .in(Set.of(ONCALL))
                .saying("db-1 lost its disk, orders wait", null)
                .emergency();
        assertThat(contoso().decide(emergency.facts())).isInstanceOfSatisfying(Ruling.BreaksGlass.class, breaks -> {
            assertThat(breaks.reviewers()).containsExactly(SECURITY);
            assertThat(breaks.passedOver()).singleElement();
            assertThat(breaks.atMost()).isEqualTo(2);
        });
        assertThat(contoso().decide(emergency.in(Set.of()).facts())).isInstanceOf(Ruling.Denies.class);
        assertThat(contoso().decide(emergency.hours(2).facts())).isInstanceOf(Ruling.Denies.class);
    }
}
