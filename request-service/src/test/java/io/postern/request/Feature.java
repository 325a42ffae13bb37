package io.postern.request;

import java.util.List;

/** One row of the table of what just-in-time access in Azure can do, and what stands for it here. */
record Feature(String id, String words, Proof proof) {
    /** A scenario that shows a feature on the running service: what it does, and what it must not. */
    interface Check {
        void run(Neighbours service);
    }

    /** Why one may believe in a row. */
    sealed interface Proof {
        /** Intake's own: shown here. */
        record Shown(Check check) implements Proof {}

        /** Another service's, whose tests, named from the root of the project, show it. */
        record Elsewhere(String why, List<String> tests) implements Proof {}

        /** Nobody's yet. */
        record NotBuilt(String why) implements Proof {}
    }

    static Feature shown(String id, String words, Check check) {
        return new Feature(id, words, new Proof.Shown(check));
    }

    static Feature elsewhere(String id, String words, String why, String... tests) {
        return new Feature(id, words, new Proof.Elsewhere(why, List.of(tests)));
    }

    static Feature notBuilt(String id, String words, String why) {
        return new Feature(id, words, new Proof.NotBuilt(why));
    }

    @Override
    public String toString() {
        return id + " " + words;
    }
}
