package io.postern.emulator.arm;

import io.postern.emulator.http.Call;
import java.util.Arrays;
import java.util.Optional;

/** If-Match and If-None-Match by ARM's table. */
final class Preconditions {
    private Preconditions() {}

    /** Checks a PUT against the etag of what it would replace. */
    static void checkPut(Call call, Optional<String> current) {
        call.header("If-Match").ifPresent(wanted -> {
            if (current.isEmpty() || !matches(wanted, current.get())) {
                throw mismatch("If-Match", wanted);
            }
        });
        call.header("If-None-Match").ifPresent(unwanted -> {
            if (current.isPresent() && matches(unwanted, current.get())) {
                throw mismatch("If-None-Match", unwanted);
            }
        });
    }

    /** Checks a DELETE of something that exists. */
    static void checkDelete(Call call, String current) {
        call.header("If-Match").ifPresent(wanted -> {
            if (!matches(wanted, current)) {
                throw mismatch("If-Match", wanted);
            }
        });
    }

    private static boolean matches(String header, String etag) {
        return Arrays.stream(header.split(",")).map(String::trim).anyMatch(t -> t.equals("*") || t.equals(etag));
    }

    private static ArmError mismatch(String header, String value) {
        return new ArmError(
                412,
                "PreconditionFailedEtagMismatch",
                "The condition '" + header + ": " + value + "' does not hold for the resource as it is.");
    }
}
