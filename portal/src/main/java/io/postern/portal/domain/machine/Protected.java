package io.postern.portal.domain.machine;

import java.util.List;

/** What became of each VM that was to be protected. */
public record Protected(List<Result> value) {
    /** What became of one. {@code outcome}: {@code protected}, {@code already-protected} or {@code refused}. */
    public record Result(String virtualMachine, String outcome, String detail) {
        public Result {
            detail = Blank.text(detail);
        }

        public String name() {
            return Blank.name(virtualMachine);
        }

        public String page() {
            return Link.machine(virtualMachine);
        }

        public boolean isDone() {
            return outcome.equals("protected");
        }

        public boolean isRefused() {
            return outcome.equals("refused");
        }

        public String sentence() {
            return switch (outcome) {
                case "protected" -> "A policy now covers it; its deny rule is in place within a minute.";
                case "already-protected" -> "It was protected already, and its policy stays as it is.";
                default -> detail;
            };
        }
    }

    public Protected {
        value = Blank.list(value);
    }

    public long done() {
        return value.stream().filter(Result::isDone).count();
    }

    public long refused() {
        return value.stream().filter(Result::isRefused).count();
    }
}
