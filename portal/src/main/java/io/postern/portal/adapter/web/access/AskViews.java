package io.postern.portal.adapter.web.access;

import io.postern.portal.app.AccessRequests;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Favourites;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.SignedIn;
import io.postern.portal.domain.access.AskedVm;
import io.postern.portal.domain.access.Outlook;
import io.postern.portal.domain.access.OwnAddress;
import io.postern.portal.domain.access.Wish;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the form together with what is known of the person who fills it in. */
@Singleton
public class AskViews {
    private static final OwnAddress UNKNOWN = new OwnAddress("", "");

    /** The way in to the portal may itself be a proxy, and says so by this name. */
    private static final String OWN_FRONT_DOOR = "azure";

    private final AccessRequests requests;
    private final Favourites favourites;
    private final SignedIn caller;
    private final HttpHeaders headers;

    public AskViews(AccessRequests requests, Favourites favourites, SignedIn caller, HttpHeaders headers) {
        this.requests = requests;
        this.favourites = favourites;
        this.caller = caller;
        this.headers = headers;
    }

    /** A form that nobody has written in yet. */
    AskView of(AskedVm vm, Wish wish) {
        return known(vm, wish, "", List.of(), null);
    }

    /** A form as it was sent, also when the service is away that knows what the VM offers. */
    AskView of(Wish wish, String trouble, List<String> unmet, @Nullable Outlook outlook) {
        Answer<AskedVm> vm = requests.vm(wish.vm());
        return vm instanceof Answer.Silent<AskedVm>
                ? new AskView(AskedVm.unseen(wish), false, wish, List.of(), "", "", trouble, unmet, outlook)
                : known(vm.orStop(), wish, trouble, unmet, outlook);
    }

    private AskView known(AskedVm vm, Wish wish, String trouble, List<String> unmet, @Nullable Outlook outlook) {
        var told = requests.ownAddress();
        OwnAddress own = told.or(UNKNOWN);
        String warning = told.given() ? own.warning(proxied()).orElse("") : told.trouble();
        return new AskView(
                vm, true, wish, favourites.of(caller.person()), own.address(), warning, trouble, unmet, outlook);
    }

    /** A refusal is final: the next try is another request, and so has another key. */
    Wish rekeyed(Wish wish) {
        return wish.keyed(UUID.randomUUID().toString());
    }

    List<String> unmet(Refusal refusal) {
        if (refusal.name().equals("key-reused")) {
            return List.of(
                    "This form was sent before, with something else in it. Look at it again, and send it once more.");
        }
        return refusal.unmet().isEmpty() ? List.of(refusal.sentence()) : refusal.unmet();
    }

    /** Whether a proxy says that it passed this call on. */
    private boolean proxied() {
        List<String> via = headers.getRequestHeader("Via");
        return via != null
                && via.stream().anyMatch(text -> !text.toLowerCase(Locale.ROOT).contains(OWN_FRONT_DOOR));
    }
}
