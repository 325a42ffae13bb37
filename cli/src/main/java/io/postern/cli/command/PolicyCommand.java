package io.postern.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Approval policy as code. */
@Command(
        name = "policy",
        description = "Approval policy as code: checks a policy, tries its cases, replays past requests.",
        subcommands = {PolicyLintCommand.class, PolicyTestCommand.class, PolicyReplayCommand.class},
        footer = {
            "",
            "Examples:",
            "  ./postern policy lint deploy/policy/contoso.yaml",
            "  ./postern policy test deploy/policy/contoso.yaml",
            "  ./postern policy replay deploy/policy/contoso.yaml"
        })
final class PolicyCommand implements Runnable {
    @Mixin
    Terminal terminal = new Terminal();

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the policy: policy lint, test or replay");
    }
}
