package io.postern.enforcer.app;

import io.postern.contracts.id.VmId;
import io.postern.enforcer.domain.policy.Question;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The open questions, in memory. */
public final class MemoryQuestions implements Questions {
    public final Map<VmId, Row> rows = new LinkedHashMap<>();
    private long numbers;

    /** One open question. */
    public record Row(Question question, Instant since, Instant askAt, String why) {}

    @Override
    public void raise(VmId vm, Instant now) {
        Row open = rows.get(vm);
        rows.put(
                vm,
                new Row(
                        new Question(vm, ++numbers, 0),
                        open == null ? now : open.since(),
                        now,
                        open == null ? null : open.why()));
    }

    @Override
    public void raiseAgain(VmId vm, Instant now) {
        if (rows.containsKey(vm)) {
            raise(vm, now);
        }
    }

    @Override
    public List<Question> takeDue(Instant now, int most, Instant leasedUntil) {
        List<Row> due = rows.values().stream()
                .filter(row -> !row.askAt().isAfter(now))
                .limit(most)
                .toList();
        return due.stream()
                .map(row -> {
                    Question old = row.question();
                    Question next = new Question(old.vm(), old.number(), old.tries() + 1);
                    rows.put(old.vm(), new Row(next, row.since(), leasedUntil, row.why()));
                    return next;
                })
                .toList();
    }

    @Override
    public boolean settle(Question question) {
        return isCurrent(question) && rows.remove(question.vm()) != null;
    }

    @Override
    public void putOff(Question question, Instant until, String why) {
        if (isCurrent(question)) {
            rows.computeIfPresent(question.vm(), (_, row) -> new Row(row.question(), row.since(), until, why));
        }
    }

    @Override
    public List<Unanswered> unanswered() {
        return rows.values().stream()
                .filter(row -> row.why() != null)
                .map(row -> new Unanswered(row.question().vm(), row.since(), row.why()))
                .toList();
    }

    private boolean isCurrent(Question question) {
        Row row = rows.get(question.vm());
        return row != null && row.question().number() == question.number();
    }
}
