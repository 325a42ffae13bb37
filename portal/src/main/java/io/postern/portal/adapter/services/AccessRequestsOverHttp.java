package io.postern.portal.adapter.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.portal.app.AccessRequests;
import io.postern.portal.app.Answer;
import io.postern.portal.domain.access.AccessRequest;
import io.postern.portal.domain.access.Action;
import io.postern.portal.domain.access.AskedVm;
import io.postern.portal.domain.access.DryRun;
import io.postern.portal.domain.access.OwnAddress;
import io.postern.portal.domain.access.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests at request-service. */
public final class AccessRequestsOverHttp implements AccessRequests {
    private static final String PATH = "/api/v1/access-requests";
    private static final String KEY = "Idempotency-Key";
    private static final String PAGE = "50";

    private final ServiceCalls calls;
    private final Upstream requests;

    public AccessRequestsOverHttp(ServiceCalls calls, Upstream requests) {
        this.calls = calls;
        this.requests = requests;
    }

    @Override
    public Answer<Page> mine(String after) {
        String query = Query.of(PATH)
                .with("requester", "me")
                .with("limit", PAGE)
                .with("after", after)
                .toString();
        return calls.get(requests, query, Page.class);
    }

    @Override
    public Answer<AccessRequest> one(String id) {
        return calls.get(requests, path(id), AccessRequest.class);
    }

    @Override
    public Answer<AccessRequest> ask(Wish wish) {
        return calls.send(requests, "POST", PATH, Body.of(wish), Map.of(KEY, wish.key()), AccessRequest.class);
    }

    @Override
    public Answer<DryRun> tryOut(Wish wish) {
        return calls.post(requests, PATH + "?dryRun=true", Body.of(wish), DryRun.class);
    }

    @Override
    public Answer<AccessRequest> end(String id, Action how, String comment) {
        return calls.post(requests, path(id) + "/" + how.path(), new Ending(comment), AccessRequest.class);
    }

    @Override
    public Answer<AccessRequest> extend(String id, String longer, String reason, String key) {
        Longer body = new Longer(longer, reason.isEmpty() ? null : reason);
        return calls.send(requests, "POST", path(id) + "/extend", body, Map.of(KEY, key), AccessRequest.class);
    }

    /** The id is a path, and stands in the address as one. */
    @Override
    public Answer<AskedVm> vm(String id) {
        return calls.get(requests, "/api/v1/virtual-machines" + Query.part(id).replace("%2F", "/"), AskedVm.class);
    }

    @Override
    public Answer<OwnAddress> ownAddress() {
        return calls.get(requests, "/api/v1/my-address", OwnAddress.class);
    }

    private static String path(String id) {
        return PATH + "/" + Query.part(id);
    }

    /** What ends a request. */
    record Ending(String reason) {}

    /** What prolongs one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Longer(String duration, @Nullable String justification) {}

    /** What asks for access. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            List<Target> targets,
            @Nullable List<String> sources,
            @Nullable String duration,
            @Nullable String endsAt,
            String justification,
            @Nullable String ticket,
            @Nullable Glass breakGlass) {
        /** One VM with ports. */
        record Target(String vm, List<Integer> ports) {}

        /** What is typed to confirm an emergency. */
        record Glass(String confirm) {}

        static Body of(Wish wish) {
            return new Body(
                    List.of(new Target(wish.vm(), wish.ports())),
                    wish.mine() ? null : wish.sources(),
                    wish.duration().map(Duration::toString).orElse(null),
                    wish.end().map(Instant::toString).orElse(null),
                    wish.reason(),
                    wish.ticket().isEmpty() ? null : wish.ticket(),
                    wish.emergency() ? new Glass(wish.confirm()) : null);
        }
    }
}
