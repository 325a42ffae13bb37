package io.postern.audit.domain;

import io.postern.audit.domain.AccessStep.Approved;
import io.postern.audit.domain.AccessStep.Closed;
import io.postern.audit.domain.AccessStep.Opened;
import io.postern.contracts.id.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statement that a request was opened as approved and is closed, with the leaves that say so and the tree that they are
 * in. Signed as a note by the log's key it can be kept and checked by anybody.
 */
public record Receipt(RequestId request, List<AccessStep> steps, Checkpoint tree) {
    /** What a receipt begins with: a checkpoint, which the same key signs, begins with the log's name. */
    public static final String TITLE = "postern closure receipt v1";

    public Receipt {
        steps = List.copyOf(steps);
    }

    /** Why there can be no receipt yet, or never will be; empty when there can. */
    public Optional<String> obstacle(Instant now) {
        if (of(Opened.class).findAny().isEmpty()) {
            return Optional.of("Nothing of request " + request + " was ever open, so there is no closing to attest.");
        }
        ReceiptTerms terms = new ReceiptTerms(steps);
        Set<String> open = terms.stillOpen();
        if (!open.isEmpty()) {
            return Optional.of("Request " + request + " is not closed: still open is grant " + String.join(", ", open)
                    + ". Ask again when it is closed.");
        }
        if (!terms.isOpenedAsApproved()) {
            return Optional.of(
                    "Request " + request + " was open otherwise than approved; ./postern audit verify says where.");
        }
        return terms.stillToCome(now)
                .map(
                        door -> "Request " + request + " may still be opened: port " + door.port() + " of " + door.vm()
                                + " was approved, and neither opened nor refused. Ask again when it is, or when the approval is over.");
    }

    private <T extends AccessStep> Stream<T> of(Class<T> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The text to sign: a line for each leaf, and the tree. */
    public String text() {
        return Stream.of(
                        Stream.of(TITLE, tree.origin(), "request " + request.value()),
                        lines(
                                Approved.class,
                                step -> "approved leaf=" + step.leaf() + " at=" + step.at() + " notAfter="
                                        + step.notAfter()),
                        lines(
                                Opened.class,
                                step -> "opened leaf=" + step.leaf() + " grant=" + step.grant() + " at="
                                        + step.at() + " from=" + step.from() + " until=" + step.until() + " rule="
                                        + step.rule() + " vm=" + step.vm()),
                        lines(
                                Closed.class,
                                step -> "closed leaf=" + step.leaf() + " grant=" + step.grant() + " at=" + step.at()
                                        + " how=" + step.how()),
                        Stream.of("tree size=" + tree.size() + " root="
                                + tree.root().base64()))
                .flatMap(Function.identity())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private <T extends AccessStep> Stream<String> lines(Class<T> kind, Function<T, String> line) {
        return of(kind).map(line);
    }
}
