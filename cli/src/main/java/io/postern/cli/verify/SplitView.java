package io.postern.cli.verify;

import java.util.List;

/** Two signed checkpoints that cannot both be true: the log showed one history here and another there. */
final class SplitView {
    private SplitView() {}

    static Broken of(Checkpoint held, Checkpoint ours) {
        String roots = held.size() == ours.size()
                ? "two signed roots over " + held.size() + " entries: " + held.rootText() + " there and "
                        + ours.rootText() + " in " + ours.place()
                : "the signed root " + held.rootText() + " over " + held.size()
                        + " entries there is not that of the same entries under the signed root " + ours.rootText()
                        + " over " + ours.size() + " in " + ours.place();
        return new Broken(held.place(), "a split view of the log: " + roots, List.of(held.note(), ours.note()));
    }
}
