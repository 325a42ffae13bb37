package io.postern.approval.adapter.rest;

import io.postern.policy.ApprovalPolicy;
import io.postern.policy.read.PolicyFault;
import io.postern.policy.read.PolicyReader;
import io.postern.problems.LongBodies;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads policies that callers send: long bodies, few at a time, for to read one of many rules is work. */
@Singleton
public class PolicyText implements LongBodies {
    private static final int LONGEST = 1024 * 1024;
    private static final String LINT = "/api/v1/policies/lint";
    private static final String REPLAY = "/api/v1/policies/replay";
    private static final int AT_ONCE = 2;

    private final Semaphore places = new Semaphore(AT_ONCE);

    @Override
    public boolean covers(String path) {
        return path.equals(LINT) || path.equals(REPLAY);
    }

    @Override
    public int longestBody() {
        return LONGEST;
    }

    /** Works with the policy in a body, unless enough others do so just now. */
    <T> T with(byte @Nullable [] body, Function<ApprovalPolicy, T> work) {
        String text = text(body);
        if (!places.tryAcquire()) {
            throw new Refused(Problem.named(
                    "busy", 503, "Other policies are being tried here just now; try again in a few seconds."));
        }
        try {
            return work.apply(read(text));
        } finally {
            places.release();
        }
    }

    private static String text(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw new Refused(Problem.of(400, "Send the policy, as YAML."));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Refused(Problem.named("policy-fault", 400, "A policy is written in UTF-8."));
        }
    }

    private static ApprovalPolicy read(String text) {
        try {
            return PolicyReader.read(text);
        } catch (PolicyFault fault) {
            throw new Refused(Problem.named("policy-fault", 400, String.valueOf(fault.getMessage())));
        }
    }
}
