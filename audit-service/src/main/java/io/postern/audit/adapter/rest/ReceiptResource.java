package io.postern.audit.adapter.rest;

import io.postern.audit.app.IssueReceipt;
import io.postern.audit.app.IssueReceipt.Answer;
import io.postern.audit.app.Reading;
import io.postern.audit.app.ReadsOnRecord;
import io.postern.audit.app.WhoReads;
import io.postern.contracts.event.TrailRead.What;
import io.postern.contracts.id.RequestId;
import io.postern.problems.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Closure receipts: signed notes to keep, which {@code postern audit receipt} checks offline. */
@Path("/api/v1/receipts/{requestId}")
public class ReceiptResource {
    private static final String SECONDS = "2";

    private final IssueReceipt issue;
    private final ReadsOnRecord reads;
    private final WhoReads who;

    public ReceiptResource(IssueReceipt issue, ReadsOnRecord reads, WhoReads who) {
        this.issue = issue;
        this.reads = reads;
        this.who = who;
    }

    @GET
    @RolesAllowed({"Postern.Read", "Postern.Configure"})
    @Produces({"text/plain", Problem.MEDIA_TYPE})
    public Response receipt(@PathParam("requestId") String requestId) {
        Optional<RequestId> request = Given.as("requestId", requestId, RequestId::new);
        return request.map(this::answer).orElseGet(() -> unknown(requestId));
    }

    private Response answer(RequestId request) {
        Answer answer = issue.on(request);
        if (!(answer instanceof Answer.Unknown)) {
            // Why there is none says as much about the request as a receipt does.
            reads.read(who.now(), Reading.of(What.RECEIPT, "request=" + request.value()));
        }
        return switch (answer) {
            case Answer.Issued(String note) ->
                Response.ok(note, MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8"))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            case Answer.Unknown _ -> unknown(request.value());
            case Answer.None(String because) ->
                Problem.named("no-receipt", 409, because).response();
            case Answer.NotYetSigned _ ->
                Problem.named("not-yet-signed", 409, "The newest events of this request are not signed yet: ask again.")
                        .builder()
                        .header(HttpHeaders.RETRY_AFTER, SECONDS)
                        .build();
        };
    }

    private static Response unknown(String request) {
        return Problem.of(404, "The trail knows no request " + request + ".").response();
    }
}
