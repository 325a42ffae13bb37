package io.postern.cli.stack;

import io.postern.cli.keys.TlsStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How the JVMs of the stack are run: small, and quick to start on two cores. */
final class Jvm {
    /** Compiled less well, but soon. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    /**
     * How the images start those instead that somebody waits for who asks for a port: compiled all the way, and after a tenth of
     * the calls that the JVM would wait for. Every grant comes by only once, so that at a grant every other second it would wait
     * for hours. What has much to do right after its start, as expiry-service has, does not have the cores for that.
     */
    static final String THOROUGH = "-XX:CompileThresholdScaling=0.1";

    /** Those between a request and its port. */
    private static final Set<ProcessName> IN_THE_WAY =
            EnumSet.of(ProcessName.REQUEST, ProcessName.APPROVAL, ProcessName.ENFORCER);

    private Jvm() {}

    /** The program and its flags; a list that the caller goes on with. */
    static List<String> command(String heap, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Executables.ofJdk("java").toString(),
                "-Xmx" + heap,
                // A process that lacks memory in one thread and goes on in the others is worse than none.
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                QUICK_START,
                "-Duser.timezone=UTC"));
        command.addAll(more);
        return command;
    }

    /** The same command as the image of this service has it. */
    static List<String> asInImage(ProcessName service, List<String> quick) {
        return quick.stream()
                .map(flag -> flag.equals(QUICK_START) && IN_THE_WAY.contains(service) ? THOROUGH : flag)
                .toList();
    }

    /** Trust in the local stack's own certificate and in no other. */
    static List<String> trusting(Path trustStore) {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-Djavax.net.ssl.trustStorePassword=" + TlsStores.TRUST_PASSWORD);
    }
}
