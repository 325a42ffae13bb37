package io.postern.portal.adapter.web;

import io.postern.portal.app.SignedIn;
import io.postern.portal.domain.Person;
import io.postern.portal.domain.Place;
import io.postern.portal.domain.Right;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The root: leads to what somebody is most likely here for; whoever has no role at all is told which there are. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class HomePage {
    private final SignedIn caller;

    public HomePage(SignedIn caller) {
        this.caller = caller;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance home(Person person, List<Right> rights);

        private Templates() {}
    }

    @GET
    public Response home() {
        Person person = caller.person();
        List<Right> all = List.of(Right.values());
        if (!person.mayAny(all)) {
            return Response.ok(Templates.home(person, all)).build();
        }
        return Response.seeOther(URI.create("/" + Place.of(person).getFirst().path()))
                .build();
    }
}
