package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.api.Postern;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says afterwards whether an emergency was one. */
@Command(
        name = "review",
        description = "Reviews an access that nobody was asked about beforehand. ./postern list --reviews shows them.",
        footer = {
            "",
            "Examples:",
            "  ./postern review 01K… --justified --reason \"outage of the shop, seen in INC-7\"",
            "  ./postern review 01K… --not-justified --reason \"nothing was broken\""
        })
final class ReviewCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Parameters(paramLabel = "ID", description = "The request.")
    String id = "";

    @ArgGroup(multiplicity = "1")
    Finding finding = new Finding();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Mixin
    Who who = new Who();

    /** One of two words. */
    static final class Finding {
        @Option(names = "--justified", required = true, description = "It was an emergency.")
        boolean justified;

        @Option(names = "--not-justified", required = true, description = "It was none.")
        boolean notJustified;
    }

    @Override
    public Integer call() {
        Postern postern = new Session(terminal).of(who, "second-approver");
        JsonNode answer = postern.review(id, finding.justified, reason);
        terminal.say("Request " + id + ": found " + (finding.justified ? "justified" : "not justified") + " by "
                + postern.person().name()
                + ".");
        terminal.answer(answer);
        return 0;
    }
}
