package io.postern.audit.app;

import io.postern.audit.domain.AccessStep;
import io.postern.audit.domain.Checkpoint;
import io.postern.audit.domain.NoteKey;
import io.postern.audit.domain.Receipt;
import io.postern.contracts.id.RequestId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Attests that a request was opened as approved and is closed, under the newest checkpoint that is published. */
public final class IssueReceipt {
    private final AccessSteps steps;
    private final LogFiles files;
    private final NoteKey key;
    private final InstantSource clock;

    public IssueReceipt(AccessSteps steps, LogFiles files, NoteKey key, InstantSource clock) {
        this.steps = steps;
        this.files = files;
        this.key = key;
        this.clock = clock;
    }

    /** What comes of being asked for one. */
    public sealed interface Answer {
        /** The signed note. */
        record Issued(String note) implements Answer {}

        /** No such request is on the trail. */
        record Unknown() implements Answer {}

        /** There is none, for this reason. */
        record None(String because) implements Answer {}

        /** All is recorded, and the next checkpoint will cover it. */
        record NotYetSigned() implements Answer {}
    }

    public Answer on(RequestId request) {
        // First the tree, then the steps: whatever the tree holds is recorded by then, so that the receipt leaves none
        // out.
        Checkpoint tree = files.checkpoint()
                .flatMap(note -> Checkpoint.open(note, key.verifier()))
                .orElse(null);
        Optional<List<AccessStep>> known = steps.of(request);
        if (known.isEmpty()) {
            return new Answer.Unknown();
        }
        List<AccessStep> recorded = known.get();
        if (tree == null || recorded.stream().anyMatch(step -> step.leaf() >= tree.size())) {
            return new Answer.NotYetSigned();
        }
        Receipt receipt = new Receipt(request, recorded, tree);
        return receipt.obstacle(clock.instant())
                .<Answer>map(Answer.None::new)
                .orElseGet(() -> new Answer.Issued(key.sign(receipt.text())));
    }
}
