package io.postern.portal.adapter.web.access;

import io.postern.portal.app.Answer;
import io.postern.portal.app.Favourites;
import io.postern.portal.app.ShowAccess;
import io.postern.portal.app.SignedIn;
import io.postern.portal.app.Stop;
import io.postern.portal.domain.Person;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.access.AccessList;
import io.postern.portal.domain.access.Favourite;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;

/** One's own requests, live: what is open and how to get in, what is on its way, what is over. */
@Path("/my-access")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class MyAccessPage {
    private static final AccessList NOTHING = new AccessList(List.of(), List.of(), "");

    private final ShowAccess show;
    private final Favourites favourites;
    private final SignedIn caller;
    private final Clock clock;

    public MyAccessPage(ShowAccess show, Favourites favourites, SignedIn caller, Clock clock) {
        this.show = show;
        this.favourites = favourites;
        this.caller = caller;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance page(
                AccessList access, String trouble, String after, List<Favourite> favourites);

        static native TemplateInstance part(AccessList access, String trouble, String after);

        private Templates() {}
    }

    @GET
    public TemplateInstance page(@QueryParam("after") @DefaultValue("") String after) {
        Person person = person();
        Answer<AccessList> mine = show.mine(after, person, clock.instant());
        return Templates.page(mine.or(NOTHING), mine.trouble(), after, favourites.of(person));
    }

    /** What an open page reads anew whenever something changes. */
    @GET
    @Path("list")
    public TemplateInstance list(@QueryParam("after") @DefaultValue("") String after) {
        Answer<AccessList> mine = show.mine(after, person(), clock.instant());
        return Templates.part(mine.or(NOTHING), mine.trouble(), after);
    }

    private Person person() {
        Person person = caller.person();
        Stop.unlessOpen(Place.MY_ACCESS, person);
        return person;
    }
}
