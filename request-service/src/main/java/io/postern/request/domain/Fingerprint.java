package io.postern.request.domain;

import io.postern.contracts.net.Cidr;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** What finds requests for the same: VMs, ports and sources in one short text, whatever their order. */
public final class Fingerprint {
    private static final int BYTES = 16;

    private Fingerprint() {}

    public static String of(Submission submission, Limits limits, Instant now) {
        String targets = submission.targets().stream()
                .map(Fingerprint::target)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        String sources = new Proposal(submission, Map.of(), limits, now)
                .sources().stream().map(Cidr::toString).distinct().sorted().collect(Collectors.joining(" "));
        return digest(targets + "\n" + sources);
    }

    private static String target(Submission.Wanted wanted) {
        return wanted.ports().stream()
                .distinct()
                .sorted()
                .map(port -> String.valueOf(port.number()))
                .collect(Collectors.joining(",", wanted.vm().key() + ":", ""));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
