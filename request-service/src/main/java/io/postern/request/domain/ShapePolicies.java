package io.postern.request.domain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies on the form of a request alone. */
final class ShapePolicies {
    private static final int LONGEST_JUSTIFICATION = 500;

    /** A reference, and no room for more: it stands in a public leaf, and nothing can take it out again. */
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9#/_.:-]{0,63}");

    private ShapePolicies() {}

    static List<Refusal> fewEnough(Proposal proposal) {
        Submission submission = proposal.submission();
        if (submission.targets().isEmpty()
                || submission.targets().stream()
                        .anyMatch(wanted -> wanted.ports().isEmpty())) {
            return refuse(Reason.EMPTY, "Name at least one VM, and at least one port on each.");
        }
        int ports = submission.targets().stream()
                .mapToInt(wanted -> wanted.ports().size())
                .max()
                .orElse(0);
        if (submission.targets().size() > Limits.TARGETS
                || ports > Limits.PORTS
                || submission.sources().size() > Limits.SOURCES) {
            return refuse(
                    Reason.TOO_MANY,
                    "One request may name up to " + Limits.TARGETS + " VMs, " + Limits.PORTS + " ports on each, and "
                            + Limits.SOURCES + " sources; split it.");
        }
        return List.of();
    }

    static List<Refusal> nothingTwice(Proposal proposal) {
        Submission submission = proposal.submission();
        if (twice(submission.targets().stream().map(Submission.Wanted::vm).toList())) {
            return refuse(Reason.NAMED_TWICE, "A VM is named twice (ids compare without regard to case).");
        }
        if (submission.targets().stream().anyMatch(wanted -> twice(wanted.ports()))) {
            return refuse(Reason.NAMED_TWICE, "A port is named twice on one VM.");
        }
        if (twice(submission.sources())) {
            return refuse(Reason.NAMED_TWICE, "A source is named twice.");
        }
        return List.of();
    }

    static List<Refusal> readableText(Proposal proposal) {
        Submission submission = proposal.submission();
        Optional<String> ticket = Optional.ofNullable(submission.ticket())
                .filter(text -> !TICKET.matcher(text).matches())
                .map(_ ->
                        "The ticket is a reference such as INC-1042: up to 64 letters (a-z), digits and #/_.:- that begin with"
                                + " a letter or digit. It stays in the public log for good; what is in words goes into the"
                                + " justification.");
        return Stream.concat(
                        PlainText.flaw("The justification", submission.justification(), LONGEST_JUSTIFICATION).stream(),
                        ticket.stream())
                .map(sentence -> new Refusal(Reason.TEXT_UNUSABLE, sentence))
                .toList();
    }

    /** In an emergency nobody else looks first: typing the names makes sure that the requester has. */
    static List<Refusal> confirmed(Proposal proposal) {
        Submission submission = proposal.submission();
        String typed = submission.breakGlass();
        String names =
                submission.targets().stream().map(wanted -> wanted.vm().name()).collect(Collectors.joining(", "));
        return typed == null || typed.strip().equalsIgnoreCase(names)
                ? List.of()
                : refuse(
                        Reason.GLASS_UNCONFIRMED,
                        "To break the glass, confirm what for: 'breakGlass.confirm' has to be '" + names + "'.");
    }

    private static boolean twice(List<?> things) {
        Collection<?> distinct = things.stream().distinct().toList();
        return distinct.size() < things.size();
    }

    private static List<Refusal> refuse(Reason reason, String sentence) {
        return List.of(new Refusal(reason, sentence));
    }
}
