package io.postern.request.adapter.arm;

import io.postern.problems.Dialect;
import io.postern.problems.Problem;
import jakarta.inject.Singleton;

/** Under {@code /subscriptions} refusals are Azure's errors, and a body may hold a policy of many VMs. */
@Singleton
public class ArmDialect implements Dialect {
    private static final int LONGEST_BODY = 1024 * 1024;

    @Override
    public boolean covers(String path) {
        return ArmPath.covers(path);
    }

    @Override
    public int longestBody() {
        return LONGEST_BODY;
    }

    @Override
    public Object refusal(Problem problem) {
        return ArmError.of(problem);
    }
}
