package io.postern.request.app;

import io.postern.request.domain.Terms;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The services that know what would become of a request; they are asked in the name of the caller, and bind nobody. */
public interface Advisers {
    /** What they say: who would have to approve, and what would change in Azure. */
    record Advice(Said approval, Said plan) {}

    /** The word of one of them. */
    sealed interface Said {
        /** Its answer, as it gave it. */
        record Known(Map<String, @Nullable Object> facts) implements Said {}

        /** It has said nothing, or nothing of use. */
        record Unknown(String detail) implements Said {}
    }

    /** Asks them all at once, and waits no longer than a person would. */
    Advice ask(Terms terms, String token);
}
