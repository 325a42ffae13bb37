package io.postern.emulator;

import io.postern.emulator.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the emulator as a process of its own until it is told to stop. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        try {
            AzureEmulator emulator = AzureEmulator.start(Options.settings(arguments, System.getenv()));
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                emulator.close();
                stopped.countDown();
            }));
            System.out.println(ready(emulator));
            stopped.await();
        } catch (IllegalArgumentException usage) {
            System.err.println("azure-emulator: " + usage.getMessage());
            System.exit(2);
        } catch (IOException failed) {
            System.err.println("azure-emulator cannot start: " + failed.getMessage());
            System.exit(1);
        }
    }

    private static String ready(AzureEmulator emulator) {
        var line =
                Json.object().put("ready", true).put("http", emulator.httpUri().toString());
        emulator.httpsUri().ifPresent(https -> line.put("https", https.toString()));
        line.put("issuer", emulator.issuer()).put("tenant", emulator.tenant());
        return new String(Json.bytes(line), StandardCharsets.UTF_8);
    }
}
