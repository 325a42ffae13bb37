package io.postern.simulation.process;

import io.postern.contracts.id.VmId;
import io.postern.enforcer.app.Questions;
import io.postern.enforcer.domain.policy.Question;
import java.time.Instant;
import java.util.List;

/** Nobody changes a policy here, so nothing is asked about one. */
final class NoQuestions implements Questions {
    @Override
    public void raise(VmId vm, Instant now) {
        throw new IllegalStateException("policies do not change here");
    }

    @Override
    public void raiseAgain(VmId vm, Instant now) {
        throw new IllegalStateException("policies do not change here");
    }

    @Override
    public List<Question> takeDue(Instant now, int most, Instant leasedUntil) {
        return List.of();
    }

    @Override
    public boolean settle(Question question) {
        return false;
    }

    @Override
    public void putOff(Question question, Instant until, String why) {
        throw new IllegalStateException("policies do not change here");
    }

    @Override
    public List<Unanswered> unanswered() {
        return List.of();
    }
}
