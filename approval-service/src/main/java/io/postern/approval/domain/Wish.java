package io.postern.approval.domain;

import io.postern.contracts.codec.RequestDigest;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.Narrowing;
import io.postern.contracts.event.RequestSubmitted;
import io.postern.contracts.id.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a case is about: a request, or an extension of the access that it gave.
 *
 * @param extension the extension asked for; null when it is about the request itself
 * @param asked on which terms: for an extension those last approved, with a later end
 */
public record Wish(RequestSubmitted request, @Nullable ExtensionRequested extension, AccessTerms asked) {
    public static Wish of(RequestSubmitted request) {
        return new Wish(request, null, AccessTerms.of(request));
    }

    /** An extension takes the terms over that hold, narrowed as they may be. */
    public static Wish of(RequestSubmitted request, ExtensionRequested extension, AccessTerms held) {
        return new Wish(request, extension, new AccessTerms(held.targets(), held.sources(), null, extension.endsAt()));
    }

    public CaseKey key() {
        return new CaseKey(request.requestId(), extension == null ? 0 : extension.number());
    }

    public PersonId requester() {
        return request.requester();
    }

    public String justification() {
        return extension == null
                ? request.personal().justification()
                : extension.personal().justification();
    }

    public String nonce() {
        return extension == null
                ? request.personal().nonce()
                : extension.personal().nonce();
    }

    /** What whoever decides was shown. */
    public String digest() {
        return extension == null ? RequestDigest.of(request) : RequestDigest.of(extension);
    }

    /** The terms that all of these leave, in whichever order they came; empty when they leave nothing. */
    public Optional<AccessTerms> narrowedBy(Collection<Narrowing> narrowings) {
        Optional<AccessTerms> left = Optional.of(asked);
        for (Narrowing narrowing : narrowings) {
            left = left.flatMap(terms -> narrowedBy(terms, narrowing));
        }
        return left;
    }

    private Optional<AccessTerms> narrowedBy(AccessTerms terms, Narrowing narrowing) {
        if (extension == null) {
            return terms.narrowedBy(narrowing);
        }
        Narrowing withoutLength = withoutLength(narrowing);
        Optional<AccessTerms> less = withoutLength == null ? Optional.of(terms) : terms.narrowedBy(withoutLength);
        if (narrowing.duration() == null) {
            return less;
        }
        Instant end = extension.opened().plus(narrowing.duration());
        return end.isAfter(extension.currentEnd()) ? less.map(some -> some.until(end)) : Optional.empty();
    }

    private static @Nullable Narrowing withoutLength(Narrowing narrowing) {
        return narrowing.ports() == null && narrowing.sources() == null
                ? null
                : new Narrowing(null, narrowing.ports(), narrowing.sources());
    }
}
