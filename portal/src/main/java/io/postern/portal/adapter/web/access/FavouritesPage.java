package io.postern.portal.adapter.web.access;

import io.postern.portal.adapter.web.SeeOther;
import io.postern.portal.app.Favourites;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Person;
import io.postern.portal.domain.Right;
import io.postern.portal.domain.access.Favourite;
import io.postern.portal.domain.access.Wish;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What one keeps to ask for again. */
@Path("/favourites")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class FavouritesPage {
    private final Favourites favourites;
    private final SignedIn caller;
    private final Clock clock;

    public FavouritesPage(Favourites favourites, SignedIn caller, Clock clock) {
        this.favourites = favourites;
        this.caller = caller;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance confirm(Favourite favourite);

        private Templates() {}
    }

    /** Keeps what the form of a request says, as far as it is not of one day. */
    @POST
    public Response save(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        Wish wish = WishForm.read(form);
        if (wish.ports().isEmpty()) {
            throw no(400, "Choose at least one port before you keep this as a favourite.");
        }
        String id = UUID.randomUUID().toString();
        Favourite favourite = Favourite.of(id, WishForm.first(form, "favourite"), wish);
        if (!favourites.save(person(), favourite, clock.instant())) {
            throw no(
                    409,
                    "You keep " + Favourite.MOST + " favourites already, which is as many as one may; delete one.");
        }
        return SeeOther.to(headers, "/request?favourite=" + id);
    }

    @GET
    @Path("{id}/delete")
    public TemplateInstance confirm(@PathParam("id") String id) {
        return Templates.confirm(favourites.of(person()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> no(404, "This favourite is gone, or somebody else's.")));
    }

    @POST
    @Path("{id}/delete")
    public Response delete(@PathParam("id") String id, @Context HttpHeaders headers) {
        favourites.delete(person(), id);
        return SeeOther.to(headers, "/my-access");
    }

    private Person person() {
        Person person = caller.person();
        Stop.unless(person, Right.REQUEST);
        return person;
    }

    private static Stop no(int status, String sentence) {
        return Stop.refused(new Refusal(status, "", sentence, List.of()));
    }
}
