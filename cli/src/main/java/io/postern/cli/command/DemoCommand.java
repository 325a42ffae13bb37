package io.postern.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.cli.demo.Demo;
import io.postern.cli.demo.Timeline;
import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.StackSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The main job from nothing. */
@Command(
        name = "demo",
        description = {
            "The main job from nothing: protects a VM, asks, opens, proves with probes that the port is reachable from one "
                    + "address and no other, closes, verifies the trail. Keeps its data apart and leaves nothing running."
        },
        footer = {"", "Example:", "  ./postern demo"})
final class DemoCommand implements Callable<Integer> {
    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        StackSettings settings = StackSettings.standard(terminal.environment());
        new LocalStack(settings).requireStopped();
        LocalStack stack = new LocalStack(
                settings.withHome(settings.home().resolve("demo")).withFresh(true));
        stack.requireStopped();
        long start = System.nanoTime();
        terminal.say("Starting Kafka, PostgreSQL, the Azure emulator, five services, the sweeper and the portal:");
        StopAtExit.of(stack, terminal.progress());
        stack.start(terminal.progress());
        long started = millisSince(start);
        terminal.say("The stack is ready after " + started + " ms. One request, from end to end:");
        Timeline timeline = new Timeline(terminal::say);
        new Demo(stack.addresses(), timeline).run();
        terminal.say(
                settings.recordsClasses()
                        ? "Stopping; this once it also notes which classes were loaded, so that the next start is faster:"
                        : "Stopping:");
        stack.stop(terminal.progress());
        long total = millisSince(start);
        terminal.say("Done in " + total + " ms: opened for one address, closed on time, proven.");
        terminal.answer(answer(timeline, started, total));
        return 0;
    }

    private ObjectNode answer(Timeline timeline, long started, long total) {
        ObjectNode answer = terminal.object().put("stackStartMillis", started).put("totalMillis", total);
        ArrayNode steps = answer.putArray("steps");
        for (Timeline.Step step : timeline.steps()) {
            steps.addObject().put("at", step.at().toString()).put("what", step.what());
        }
        return answer;
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
