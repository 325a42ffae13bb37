package io.postern.portal.adapter.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.AccessRequests;
import io.postern.portal.app.Answer;
import io.postern.portal.app.Favourites;
import io.postern.portal.app.LookAhead;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.SignIn;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Draft;
import io.postern.portal.domain.Person;
import io.postern.portal.domain.Right;
import io.postern.portal.domain.access.AccessRequest;
import io.postern.portal.domain.access.AskedVm;
import io.postern.portal.domain.access.Favourite;
import io.postern.portal.domain.access.Habit;
import io.postern.portal.domain.access.Outlook;
import io.postern.portal.domain.access.Wish;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.List;

/** Asking for access: a form that says what would become of it while it is written. */
@Path("/request")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class AskPage {
    private final AccessRequests requests;
    private final LookAhead ahead;
    private final Favourites favourites;
    private final AskViews views;
    private final SignedIn caller;
    private final SignIn signIn;
    private final Clock clock;

    public AskPage(
            AccessRequests requests,
            LookAhead ahead,
            Favourites favourites,
            AskViews views,
            SignedIn caller,
            SignIn signIn,
            Clock clock) {
        this.signIn = signIn;
        this.requests = requests;
        this.ahead = ahead;
        this.favourites = favourites;
        this.views = views;
        this.caller = caller;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance form(AskView view);

        static native TemplateInstance part(Outlook outlook);

        static native TemplateInstance choose(List<Favourite> favourites);

        private Templates() {}
    }

    @GET
    public TemplateInstance form(
            @QueryParam("vm") @DefaultValue("") String vm,
            @QueryParam("again") @DefaultValue("") String again,
            @QueryParam("favourite") @DefaultValue("") String favourite) {
        Person person = person();
        if (!again.isEmpty()) {
            AccessRequest request = requests.one(again).orStop();
            AskedVm asked = vm(request.targets().getFirst().vm());
            return shown(asked, WishForm.again(request, asked));
        }
        if (!favourite.isEmpty()) {
            Favourite.Kept kept = favourites.of(person).stream()
                    .filter(each -> each.id().equals(favourite))
                    .findFirst()
                    .map(Favourite::wish)
                    .orElseThrow(() -> Stop.refused(
                            new Refusal(404, "", "This favourite is gone, or somebody else's.", List.of())));
            AskedVm asked = vm(kept.vm());
            return shown(asked, WishForm.of(kept, asked));
        }
        if (vm.isEmpty()) {
            return Templates.choose(favourites.of(person));
        }
        String id = WishForm.vm(vm);
        AskedVm asked = vm(id);
        return shown(
                asked,
                signIn.draft(address(id))
                        .map(draft -> WishForm.read(draft.fields()))
                        .orElseGet(() -> WishForm.fresh(asked, favourites.habit(person, asked.id()))));
    }

    /** What would become of it, beside the form as it is written. */
    @POST
    @Path("outlook")
    public TemplateInstance outlook(MultivaluedMap<String, String> form) {
        person();
        return Templates.part(ahead.of(WishForm.read(form)));
    }

    /** The same for whoever has no script; and how the fields of an emergency come into the form. */
    @POST
    @Path("look")
    public TemplateInstance look(MultivaluedMap<String, String> form) {
        person();
        Wish wish = WishForm.read(form);
        return Templates.form(views.of(wish, "", List.of(), ahead.of(wish)));
    }

    @POST
    public Response ask(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        Person person = person();
        Wish wish = WishForm.read(form);
        List<String> gaps = wish.gaps();
        if (!gaps.isEmpty() || wish.lacksReason()) {
            return turnedDown(wish, 400, ahead.of(wish).missing());
        }
        favourites.remember(person, wish.vm(), new Habit(wish.reason(), wish.ticket()), clock.instant());
        return switch (requests.ask(wish)) {
            case Answer.Given<AccessRequest>(AccessRequest made) -> SeeOther.to(headers, "/requests/" + made.id());
            case Answer.Refused<AccessRequest>(Refusal refusal) ->
                turnedDown(views.rekeyed(wish), refusal.status(), views.unmet(refusal));
            case Answer.Silent<AccessRequest>
                    silent -> // the same key again: should it have been done, it is not done twice
                Response.status(503)
                        .entity(Templates.form(views.of(wish, silent.trouble(), List.of(), null)))
                        .build();
            case Answer.StrongerSignIn<AccessRequest> stronger ->
                throw Stop.keeping(stronger, new Draft(address(wish.vm()), form));
        };
    }

    private Response turnedDown(Wish wish, int status, List<String> unmet) {
        String trouble = "This was not sent.";
        return Response.status(status)
                .entity(Templates.form(views.of(wish, trouble, unmet, null)))
                .build();
    }

    private TemplateInstance shown(AskedVm vm, Wish wish) {
        return Templates.form(views.of(vm, wish));
    }

    private static String address(String vm) {
        return "/request?vm=" + URLEncoder.encode(vm, UTF_8);
    }

    private AskedVm vm(String id) {
        return requests.vm(id).orStop();
    }

    private Person person() {
        Person person = caller.person();
        Stop.unless(person, Right.REQUEST);
        return person;
    }
}
