package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.stack.PortName;
import io.postern.cli.stack.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The portal's list beside ten thousand VMs: it shows a page of them, at once. A stack of its own; in the long run only. */
@Order(-3)
@EnabledIfSystemProperty(named = "postern.long", matches = "true")
class PortalFleetIT {
    private static final int FIRST_PORT = 18_401;
    private static final int MACHINES = 10_000;
    private static final int ROWS = 50;

    /** In milliseconds, at the median: what a person takes for "at once". */
    private static final int USABLE = 1_000;

    @Test
    void aListOfTenThousandIsUsableAtOnceAndSearchedAsOneTypes() throws Exception {
        assumeTrue(BrowserWalk.canRun(), "node, npm or chromium is not installed: nobody looked at the list");
        Ports ports = Ports.from(FIRST_PORT);
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "POSTERN_HOME", Path.of("target", "fleet").toAbsolutePath().toString());
        environment.put("POSTERN_EMULATOR_MACHINES", String.valueOf(MACHINES));
        for (PortName name : PortName.values()) {
            environment.put(name.variable(), String.valueOf(ports.of(name)));
        }
        try {
            Command up = Command.run(List.of("up", "--detach", "--fresh"), environment);
            assertThat(up.exit()).as(up.output()).isZero();

            JsonNode seen =
                    BrowserWalk.run("fleet.mjs", Map.of("PORTAL", "http://127.0.0.1:" + ports.of(PortName.PORTAL)));

            assertThat(seen.path("counts").asText()).containsPattern("Not configured\\D*(9|10)\\d{3}\\b");
            assertThat(seen.path("sizes"))
                    .allSatisfy(page -> assertThat(page.path("rows").asInt()).isEqualTo(ROWS));
            assertThat(seen.path("complaints")).isEmpty();
            for (String what : List.of("first", "next", "search")) {
                JsonNode millis = seen.path(what);
                System.out.printf("portal beside %d VMs, %s: %s ms%n", MACHINES, what, millis);
                assertThat(millis.get(millis.size() / 2).asInt()).as(what).isLessThanOrEqualTo(USABLE);
            }
        } finally {
            Command.run(List.of("down"), environment);
        }
    }
}
