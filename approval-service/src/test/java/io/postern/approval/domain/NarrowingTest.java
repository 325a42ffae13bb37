package io.postern.approval.domain;

import static io.postern.approval.Requests.NOW;
import static io.postern.approval.Requests.REQUESTER;
import static io.postern.approval.Requests.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.event.Target;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.net.Cidr;
import io.postern.contracts.net.Port;
import io.postern.contracts.net.PortAccess;
import io.postern.contracts.net.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowingTest {
    private static final Wish WISH = Wish.of(request());

    @Test
    void whatNobodyNarrowsIsWhatWasAskedFor() {
        assertThat(WISH.narrowedBy(List.of())).contains(WISH.asked());
    }

    @Test
    void aVmWithoutAPortLeftDropsOutWhileAnotherRemains() {
        AccessTerms left =
                WISH.narrowedBy(List.of(narrowing(null, ports(3389), null))).orElseThrow();

        assertThat(left.targets()).singleElement().satisfies(target -> {
            assertThat(target.vm()).isEqualTo(vm("web-1"));
            assertThat(target.ports()).extracting(PortAccess::port).containsExactly(new Port(3389));
        });
    }

    @Test
    void approvalsThatShareNoPortOrNoAddressLeaveNothing() {
        assertThat(WISH.narrowedBy(List.of(narrowing(null, ports(3389), null), narrowing(null, ports(5985), null))))
                .isEmpty();
        assertThat(WISH.narrowedBy(List.of(
                        narrowing(null, null, cidrs("203.0.113.0/28")),
                        narrowing(null, null, cidrs("203.0.113.16/28")))))
                .isEmpty();
    }

    @Test
    void theShortestDurationAndTheSmallestSourcesRemain() {
        AccessTerms left = WISH.narrowedBy(List.of(
                        narrowing(Duration.ofMinutes(30), null, cidrs("203.0.113.0/28", "2001:db8::/64")),
                        narrowing(Duration.ofMinutes(45), null, cidrs("203.0.113.7/32", "2001:db8::/48"))))
                .orElseThrow();

        assertThat(left.duration()).isEqualTo(Duration.ofMinutes(30));
        assertThat(left.sources()).containsExactlyElementsOf(cidrs("203.0.113.7/32", "2001:db8::/64"));
    }

    @RepeatedTest(60)
    void theOrderOfApprovalsNeverMattersAndNothingIsEverAdded(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Narrowing> narrowings = new ArrayList<>(IntStream.range(0, 2 + random.nextInt(4))
                .mapToObj(_ -> any(random))
                .toList());
        Optional<AccessTerms> first = WISH.narrowedBy(narrowings);

        for (int i = 0; i < 10; i++) {
            Collections.shuffle(narrowings, random);
            assertThat(WISH.narrowedBy(narrowings)).isEqualTo(first);
        }
        narrowings.addAll(narrowings);
        assertThat(WISH.narrowedBy(narrowings)).isEqualTo(first);
        first.ifPresent(left -> assertThat(left.sources())
                .allMatch(source -> WISH.asked().sources().stream().anyMatch(asked -> asked.contains(source)))
                .allMatch(source -> narrowings.stream()
                        .allMatch(each -> each.sources() == null
                                || each.sources().stream().anyMatch(some -> some.contains(source)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.112.0/23", "203.0.114.1/32", "0.0.0.0/0", "2001:db8::/40"})
    void aSourceOutsideOfThoseAskedForIsNoNarrowing(String source) {
        assertThat(Narrower.objection(WISH, narrowing(null, null, cidrs("203.0.113.7/32", source))))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(source));
    }

    @Test
    void anotherPortOrALongerTimeIsNoNarrowing() {
        assertThat(Narrower.objection(WISH, narrowing(null, ports(22, 23), null)))
                .isPresent();
        assertThat(Narrower.objection(WISH, narrowing(Duration.ofMinutes(61), null, null)))
                .isPresent();
        assertThat(Narrower.objection(WISH, narrowing(Duration.ofHours(1), ports(22), cidrs("203.0.113.9"))))
                .isEmpty();
    }

    @Test
    void anExtensionIsNarrowedFromItsOpeningAndHasToEndLaterThanWithoutIt() {
        ExtensionRequested extension = new ExtensionRequested(
                WISH.request().requestId(),
                1,
                REQUESTER,
                NOW,
                NOW.plus(Duration.ofHours(1)),
                NOW.plus(Duration.ofHours(3)),
                new ExtensionRequested.Personal("Robin", "not done", "n"));
        Wish longer = Wish.of(WISH.request(), extension, WISH.asked());

        assertThat(longer.narrowedBy(List.of(narrowing(Duration.ofHours(2), null, null))))
                .hasValueSatisfying(left -> {
                    assertThat(left.endsAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
                    assertThat(left.duration()).isNull();
                });
        assertThat(Narrower.objection(longer, narrowing(Duration.ofHours(1), null, null)))
                .isPresent();
        assertThat(Narrower.objection(longer, narrowing(Duration.ofHours(4), null, null)))
                .isPresent();
        assertThat(Narrower.objection(longer, narrowing(Duration.ofHours(2), null, null)))
                .isEmpty();
    }

    private static Narrowing any(Random random) {
        List<Integer> ports = new ArrayList<>(List.of(22, 3389, 5985));
        ports.remove(random.nextInt(3));
        List<Cidr> sources = random.nextBoolean()
                ? null
                : cidrs("203.0.113.0/" + (25 + random.nextInt(3)), "203.0.113." + random.nextInt(256) + "/32");
        return narrowing(
                random.nextBoolean() ? null : Duration.ofMinutes(1 + random.nextInt(60)),
                sources != null && random.nextBoolean()
                        ? null
                        : ports(ports.stream().mapToInt(Integer::intValue).toArray()),
                sources);
    }

    private static Narrowing narrowing(
            @Nullable Duration duration, @Nullable List<Port> ports, @Nullable List<Cidr> sources) {
        return new Narrowing(duration, ports, sources);
    }

    private static List<Port> ports(int... numbers) {
        return Arrays.stream(numbers).mapToObj(Port::new).toList();
    }

    private static List<Cidr> cidrs(String... blocks) {
        return Arrays.stream(blocks).map(Cidr::parse).toList();
    }

    private static RequestSubmitted request() {
        return new RequestSubmitted(
                RequestId.next(),
                REQUESTER,
                List.of(target("web-1", 22, 3389, 5985), target("db-1", 22)),
                Duration.ofHours(1),
                null,
                null,
                new RequestSubmitted.Personal(
                        "Robin", cidrs("203.0.113.0/24", "203.0.113.7/32", "2001:db8::/48"), "disk full", "n"));
    }

    private static Target target(String name, int... ports) {
        return new Target(
                vm(name),
                ports(ports).stream()
                        .map(port -> new PortAccess(port, Protocol.TCP))
                        .toList());
    }
}
