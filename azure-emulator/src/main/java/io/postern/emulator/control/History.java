package io.postern.emulator.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postern.emulator.http.Call;
import io.postern.emulator.http.Json;
import io.postern.emulator.http.Reply;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every write that was asked for, in the order in which it took effect or was refused. */
public final class History {
    private static final int KEPT = 100_000;
    private final Deque<Write> writes = new ArrayDeque<>();
    private long last;

    /**
     * One write. Its time is the moment from which packets are judged by it.
     *
     * @param rules the security rules that came and went by a write of a whole group
     */
    public record Write(
            long seq,
            Instant time,
            String who,
            String method,
            String path,
            int status,
            @Nullable String code,
            RuleChange rules) {
        ObjectNode json() {
            ObjectNode json = Json.object();
            json.put("seq", seq).put("time", time.toString()).put("who", who);
            json.put("method", method).put("path", path).put("status", status);
            if (code != null) {
                json.put("code", code);
            }
            if (!rules.equals(RuleChange.NONE)) {
                rules.added().forEach(json.putArray("added")::add);
                rules.removed().forEach(json.putArray("removed")::add);
            }
            return json;
        }
    }

    synchronized void add(Call call, String who, Reply reply, RuleChange rules) {
        add(new Write(++last, call.at(), who, call.method(), call.path(), reply.status(), reply.errorCode(), rules));
    }

    /** What Azure did by itself. */
    synchronized void add(Instant at, String method, String path) {
        add(new Write(++last, at, "azure", method, path, 200, null, RuleChange.NONE));
    }

    private void add(Write write) {
        writes.add(write);
        if (writes.size() > KEPT) {
            writes.removeFirst();
        }
    }

    public synchronized List<Write> matching(Predicate<Write> filter) {
        return new ArrayList<>(writes.stream().filter(filter).toList());
    }

    public synchronized long last() {
        return last;
    }
}
