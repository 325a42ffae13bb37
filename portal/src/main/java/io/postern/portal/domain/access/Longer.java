package io.postern.portal.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By how much an open access may be extended.
 *
 * @param choices none: its JIT policy allows no more
 * @param longest how long it may last in all, in words; empty when that is not known
 */
public record Longer(List<Choice> choices, String longest) {
    private static final Duration USUAL = Duration.ofHours(8);

    /** Where nothing is known of the access. */
    public static final Longer UNKNOWN = new Longer(Choice.upTo(USUAL), "");

    public Longer {
        choices = List.copyOf(choices);
    }

    /** The whole stretch counts, from when it was opened. */
    public static Longer of(AccessRequest request, Optional<AskedVm> vm) {
        Optional<Duration> most = vm.map(AskedVm::longest).filter(Duration::isPositive);
        Duration left = most.map(longest -> longest.minus(soFar(request))).orElse(USUAL);
        return new Longer(
                left.isPositive() ? Choice.upTo(left) : List.of(),
                most.map(Given::words).orElse(""));
    }

    /** Whether this length can be chosen. */
    public boolean offers(String iso) {
        return choices.stream().anyMatch(choice -> choice.iso().equals(iso));
    }

    /** The same with this length among the choices. */
    public Longer with(String iso) {
        return offers(iso)
                ? this
                : Given.length(iso)
                        .filter(Duration::isPositive)
                        .map(length -> Stream.concat(choices.stream(), Stream.of(new Choice(iso, Given.words(length)))))
                        .map(all -> new Longer(all.toList(), longest))
                        .orElse(this);
    }

    /** An hour, or what there is if that is less. */
    public boolean suggests(Choice choice) {
        Duration last = Duration.parse(choices.getLast().iso());
        return choice.iso().equals(Choice.first(last));
    }

    private static Duration soFar(AccessRequest request) {
        Optional<Instant> opened = request.timeline().stream()
                .filter(step -> step.what().equals("open"))
                .map(AccessRequest.Step::at)
                .findFirst();
        return opened.flatMap(from -> request.until().map(until -> Duration.between(from, until)))
                .orElse(Duration.ZERO);
    }
}
