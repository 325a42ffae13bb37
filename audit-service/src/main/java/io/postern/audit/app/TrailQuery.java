package io.postern.audit.app;

import io.postern.contracts.event.EventType;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Which events somebody asks for; what is empty does not matter. Times are those of the events, half-open.
 *
 * @param actor a person in the events, by object id or by the name that they have there, in lower case
 * @param after the index of the last entry that is known already; -1 for none
 */
public record TrailQuery(
        Optional<RequestId> request,
        Optional<String> actor,
        Optional<VmId> vm,
        Optional<EventType> type,
        Optional<Instant> from,
        Optional<Instant> to,
        long after) {
    /** All events of one request. */
    static TrailQuery ofRequest(RequestId request, long after) {
        return new TrailQuery(
                Optional.of(request),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                after);
    }

    /** The query in words of its own parameters; it names no person. */
    public String filter() {
        StringJoiner words = new StringJoiner("&");
        request.ifPresent(id -> words.add("request=" + id.value()));
        vm.ifPresent(id -> words.add("vm=" + id.key()));
        type.ifPresent(of -> words.add("type=" + of.wireName()));
        from.ifPresent(time -> words.add("from=" + time));
        to.ifPresent(time -> words.add("to=" + time));
        if (after >= 0) {
            words.add("after=" + after);
        }
        return words.toString();
    }

    /** The same query, going on behind this entry. */
    public TrailQuery behind(long index) {
        return new TrailQuery(request, actor, vm, type, from, to, index);
    }
}
