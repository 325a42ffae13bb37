package io.postern.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The main job from nothing. */
@Command(
        name = "demo",
        description =
                "The main job from nothing: protect, ask, approve, open, probe, close, prove. Leaves nothing running.",
        footer = {"", "Example:", "  ./postern demo"})
final class DemoCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        return 0;
    }
}
