package io.postern.audit.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.audit.app.Reading;
import io.postern.audit.app.ReadsOnRecord;
import io.postern.audit.app.TellStory;
import io.postern.audit.app.WhoReads;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.TrailRead.What;
import io.postern.contracts.id.RequestId;
import io.postern.problems.Problem;
import io.postern.problems.Refused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.OptionalLong;

/** One request's whole story as one page: who, why, by which rule, where in Azure, how it ended, and what is proven of it. */
@Path("/api/v1/trail/{request}/story")
@Produces(MediaType.APPLICATION_JSON)
public class StoryResource {
    private final TellStory stories;
    private final ReadsOnRecord reads;
    private final WhoReads who;
    private final ObjectMapper json = PosternJson.mapper();

    public StoryResource(TellStory stories, ReadsOnRecord reads, WhoReads who) {
        this.stories = stories;
        this.reads = reads;
        this.who = who;
    }

    @GET
    @RolesAllowed({"Postern.Read", "Postern.Configure"})
    public JsonNode tell(@PathParam("request") String text) {
        RequestId request = Given.as("request", text, RequestId::new)
                .orElseThrow(() -> new Refused(Problem.of(400, "The parameter request is missing.")));
        TellStory.Told told = stories.of(request)
                .orElseThrow(() -> new Refused(Problem.of(404, "No event of this request is on the trail.")));
        int leaves = told.steps().size();
        reads.read(
                who.now(),
                new Reading(What.STORY, "request=" + request.value(), Optional.empty(), OptionalLong.of(leaves)));
        return json.valueToTree(told);
    }
}
