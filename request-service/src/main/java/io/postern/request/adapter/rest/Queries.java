package io.postern.request.adapter.rest;

import io.postern.contracts.id.PersonId;
import io.postern.contracts.id.RequestId;
import io.postern.contracts.id.VmId;
import io.postern.problems.Fields;
import io.postern.request.app.AccessRequests.Query;
import io.postern.request.domain.Caller;
import io.postern.request.domain.RequestState;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query parameters strictly: a misspelt filter must not show, or do, more than was meant. */
final class Queries {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 200;
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private Queries() {}

    static Query query(
            Caller caller,
            @Nullable String state,
            @Nullable String vm,
            @Nullable String requester,
            @Nullable String after,
            @Nullable String limit) {
        return new Query(
                Optional.ofNullable(state).map(Queries::state),
                Optional.ofNullable(vm).map(id -> Fields.read("vm", id, VmId::new)),
                Optional.ofNullable(requester).map(who -> person(who, caller)),
                Optional.ofNullable(after).map(id -> Fields.read("after", id, RequestId::new)),
                limit(limit));
    }

    /** Whether the only parameter that an address knows is set, be it without a value: any other would go unheard. */
    static boolean flag(String field, MultiMap query) {
        if (query.isEmpty()) {
            return false;
        }
        if (query.names().size() > 1 || query.getAll(field).size() != 1) {
            throw Fields.wrong(field, "it is the only parameter here, given once");
        }
        return switch (query.get(field)) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw Fields.wrong(field, "it is true or false");
        };
    }

    /** An idempotency key from its headers; an empty one is a mistake, and not the wish to have none. */
    static Optional<String> key(@Nullable List<String> headers) {
        List<String> given = headers == null ? List.of() : headers;
        if (given.size() > 1
                || given.stream().anyMatch(text -> !KEY.matcher(text).matches())) {
            throw Fields.wrong("Idempotency-Key", "it is 1 to 255 printable ASCII characters without spaces");
        }
        return given.stream().findFirst();
    }

    private static RequestState state(String word) {
        return RequestState.named(word)
                .orElseThrow(() -> Fields.wrong(
                        "state",
                        "it is one of "
                                + Arrays.stream(RequestState.values())
                                        .map(RequestState::word)
                                        .collect(Collectors.joining(", "))));
    }

    /** The caller, or somebody of their tenant by object id. */
    private static PersonId person(String who, Caller caller) {
        if (who.equals("me")) {
            return caller.id();
        }
        if (!OBJECT_ID.matcher(who).matches()) {
            throw Fields.wrong("requester", "it is 'me' or an object id");
        }
        return new PersonId(caller.id().tenant(), who);
    }

    /** How many a page holds at most. */
    static int limit(@Nullable String text) {
        if (text == null) {
            return PAGE;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LARGEST_PAGE) {
            throw Fields.wrong("limit", "it is a number from 1 to " + LARGEST_PAGE);
        }
        return Integer.parseInt(text);
    }
}
