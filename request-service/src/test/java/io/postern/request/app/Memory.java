package io.postern.request.app;

import io.postern.contracts.event.PosternEvent;
import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.TimelineEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps requests in maps, to test use cases with. */
final class Memory implements Transaction, Intake, AccessRequests, IdempotencyKeys, Events {
    private final Map<RequestId, Made> made = new LinkedHashMap<>();
    private final Map<String, Use> keys = new HashMap<>();
    private final Vms vms;
    private int writes;

    Memory(Vms vms) {
        this.vms = vms;
    }

    int writes() {
        return writes;
    }

    @Override
    public <T> T call(Supplier<T> work) {
        return work.get();
    }

    @Override
    public void afterCommit(Runnable run) {
        run.run();
    }

    @Override
    public List<Found> lock(List<Question> questions) {
        return questions.stream().map(this::look).toList();
    }

    @Override
    public Found look(Question question) {
        List<Made> own = made.values().stream()
                .filter(each -> each.request().terms().requester().equals(question.person()))
                .filter(each -> !each.request().at(question.now()).state().ended())
                .toList();
        List<RequestId> alike = own.stream()
                .filter(each -> question.fingerprints().contains(each.fingerprint()))
                .map(each -> each.request().id())
                .toList();
        Optional<Use> use = question.key().flatMap(name -> Optional.ofNullable(keys.get(name.text())));
        return new Found(vms.find(question.vms()), use, own.size(), alike);
    }

    @Override
    public void add(List<Made> requests) {
        requests.forEach(request -> made.put(request.request().id(), request));
        writes++;
    }

    @Override
    public long live(long most, Instant now) {
        return Math.min(most, made.size());
    }

    @Override
    public void remember(Map<Key, Use> named) {
        named.forEach((key, use) -> keys.put(key.text(), use));
        writes++;
    }

    @Override
    public void append(PosternEvent event) {
        writes++;
    }

    @Override
    public Optional<AccessRequest> find(RequestId id) {
        return Optional.ofNullable(made.get(id)).map(Made::request);
    }

    @Override
    public Optional<AccessRequest> lock(RequestId id) {
        return find(id);
    }

    @Override
    public List<TimelineEntry> timeline(RequestId id) {
        return List.of(made.get(id).first());
    }

    @Override
    public void save(AccessRequest request, Instant now) {
        throw new UnsupportedOperationException("nothing changes here");
    }

    @Override
    public void seenGone(GrantId id, Instant at) {
        // Nothing here asks for it.
    }

    @Override
    public void note(RequestId id, TimelineEntry entry) {
        throw new UnsupportedOperationException("nothing changes here");
    }

    @Override
    public List<AccessRequest> page(Query query, Instant now) {
        throw new UnsupportedOperationException("nothing is listed here");
    }
}
