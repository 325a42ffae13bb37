package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.cli.stack.ProcessName;
import java.util.Arrays;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(6)
@ExtendWith(RunningStack.class)
class FootprintIT {
    private static final long MEBI = 1L << 20;

    @Test
    void theIdleStackFitsIntoThreeGibibytes(Stack stack) {
        long total = 0;
        for (ProcessName name : ProcessName.values()) {
            long resident = stack.processes.residentBytes(name);
            System.out.println("  " + name.text() + " " + resident / MEBI + " MiB");
            total += resident;
        }
        System.out.println("  in all " + total / MEBI + " MiB");
        assertThat(total).isPositive().isLessThan(3L << 30);
    }

    @Test
    void everyServiceRunsWithAtMost256MebibytesOfHeap(Stack stack) {
        for (ProcessName name : ProcessName.services()) {
            ProcessHandle process =
                    ProcessHandle.of(stack.processes.pid(name).orElseThrow()).orElseThrow();
            String[] arguments = process.info().arguments().orElseThrow();
            assertThat(Arrays.stream(arguments)
                            .filter(argument -> argument.startsWith("-Xmx"))
                            .map(argument -> Integer.parseInt(argument.substring(4, argument.length() - 1))))
                    .as(name.text())
                    .isNotEmpty()
                    .allMatch(megabytes -> megabytes <= 256);
        }
    }
}
