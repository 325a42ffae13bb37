package io.postern.request.domain;

import static io.postern.request.domain.Requests.JUMP;
import static io.postern.request.domain.Requests.NOW;
import static io.postern.request.domain.Requests.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(1), Map.of(Cidr.parse("127.0.0.1"), Cidr.parse("203.0.113.7")));

    @Test
    void theSameInAnyOrderAndSpellingIsTheSame() {
        String one = of(List.of(wanted(WEB, 22, 3389), wanted(JUMP, 22)), "203.0.113.7", "203.0.113.8");
        VmId loud = new VmId(WEB.value().toUpperCase(Locale.ROOT));

        assertThat(of(List.of(wanted(JUMP, 22), wanted(loud, 3389, 22)), "203.0.113.8", "203.0.113.7"))
                .isEqualTo(one);
    }

    @Test
    void whateverElseDiffersIsAnother() {
        assertThat(List.of(
                        of(List.of(wanted(WEB, 22)), "203.0.113.7"),
                        of(List.of(wanted(JUMP, 22)), "203.0.113.7"),
                        of(List.of(wanted(WEB, 23)), "203.0.113.7"),
                        of(List.of(wanted(WEB, 22, 23)), "203.0.113.7"),
                        of(List.of(wanted(WEB, 22), wanted(JUMP, 22)), "203.0.113.7"),
                        of(List.of(wanted(WEB, 22)), "203.0.113.8"),
                        of(List.of(wanted(WEB, 22)), "203.0.113.7", "203.0.113.8")))
                .doesNotHaveDuplicates();
    }

    @Test
    void theCallersOwnAddressIsTheSameAsTheOneThatIsNamed() {
        assertThat(of(List.of(wanted(WEB, 22)))).isEqualTo(of(List.of(wanted(WEB, 22)), "203.0.113.7"));
    }

    private static String of(List<Submission.Wanted> targets, String... sources) {
        Submission submission = new Submission(
                Requests.caller("requester", Set.of(), Set.of()),
                targets,
                List.of(sources).stream().map(Cidr::parse).toList(),
                "127.0.0.1",
                Duration.ofHours(1),
                null,
                "deploy a fix",
                null);
        return Fingerprint.of(submission, LIMITS, NOW);
    }

    private static Submission.Wanted wanted(VmId vm, int... ports) {
        return new Submission.Wanted(vm, IntStream.of(ports).mapToObj(Port::new).toList());
    }
}
