package io.postern.system;

import io.postern.cli.stack.LocalStack;
import io.postern.cli.stack.ProcessName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Another instance of a service of the stack, over the same database, on a port of its own. */
final class SecondInstance {
    private SecondInstance() {}

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it and does not wait. */
    static Process start(Stack stack, ProcessName service, int port) throws IOException {
        return start(stack, service, port, Map.of());
    }

    static Process start(Stack stack, ProcessName service, int port, Map<String, String> more) throws IOException {
        return start(stack.processes, service, port, more);
    }

    static Process start(LocalStack stack, ProcessName service, int port, Map<String, String> more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(stack.command(service))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "second-" + service.text() + ".log").toFile()));
        builder.environment().putAll(stack.environment(service));
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().putAll(more);
        return builder.start();
    }

    static void awaitReady(int port, Duration patience) {
        Await.until("the second instance is ready", patience, () -> isReady(port));
    }

    static boolean isReady(int port) {
        try {
            return Http.get(url(port) + "/q/health/ready", "").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
