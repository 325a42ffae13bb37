package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postern.problems.Fields;
import io.postern.request.app.ShowVms;
import io.postern.request.domain.PlainText;
import io.postern.request.domain.ScaleSet;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scale sets of the inventory, with the check that they tell of the end of an instance beforehand. */
@Path("/api/v1/scale-sets")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ScaleSetsResource {
    private static final int LONGEST_ID = 500;

    private final ShowVms show;
    private final Callers callers;

    /** A page of scale sets; {@code next} is the {@code after} of the page that follows, if there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<View> value, @Nullable String next) {}

    /** A scale set as the API shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String id,
            String name,
            String location,
            String health,
            @Nullable String healthReason,
            @Nullable String detail,
            @Nullable String terminationNotice) {
        static View of(ScaleSet set) {
            return new View(
                    set.id(),
                    set.name(),
                    set.location(),
                    set.health().level().word(),
                    set.health().reason(),
                    set.detail(),
                    Optional.ofNullable(set.terminationNotice())
                            .map(Duration::toString)
                            .orElse(null));
        }
    }

    ScaleSetsResource(ShowVms show, Callers callers) {
        this.show = show;
        this.callers = callers;
    }

    @GET
    public Page page(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        VmsResource.mayLook(show, callers);
        int most = Queries.limit(limit);
        List<ScaleSet> page = show.scaleSets(Optional.ofNullable(after).map(ScaleSetsResource::id), most);
        return new Page(
                page.stream().map(View::of).toList(),
                page.size() < most ? null : page.getLast().id());
    }

    private static String id(String text) {
        PlainText.flaw("It", text, LONGEST_ID).ifPresent(_ -> {
            throw Fields.wrong("after", "it is the id of a scale set");
        });
        return text;
    }
}
