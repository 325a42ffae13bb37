package io.postern.request.app;

import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.KnownVm;
import io.postern.request.domain.TimelineEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the taking in of requests reads before it decides, and writes afterwards. */
public interface Intake {
    /** Who asks and when, for access to which VMs, under which name; fingerprints find what is like it. */
    record Question(
            PersonId person,
            Collection<VmId> vms,
            List<String> fingerprints,
            Optional<IdempotencyKeys.Key> key,
            Instant now) {
        public Question {
            fingerprints = List.copyOf(fingerprints);
        }
    }

    /** The VMs asked for, as far as they are known, and what the person has asked for already. */
    record Found(Map<VmId, KnownVm> vms, Optional<IdempotencyKeys.Use> key, long live, List<RequestId> alike) {
        public Found {
            vms = Map.copyOf(vms);
            alike = List.copyOf(alike);
        }
    }

    /** A request that has just been made, with the fact to tell of it. */
    record Made(AccessRequest request, String fingerprint, TimelineEntry first, RequestSubmitted event) {}

    /** What stands when these people ask, each of them once and in their order; their other submissions wait until the transaction ends. */
    List<Found> lock(List<Question> questions);

    /** The same without keeping anybody waiting. */
    Found look(Question question);

    /** Keeps requests, and tells of them. */
    void add(List<Made> made);

    /** How many requests are live, counted up to {@code most}. */
    long live(long most, Instant now);
}
