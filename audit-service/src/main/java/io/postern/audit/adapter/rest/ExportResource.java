package io.postern.audit.adapter.rest;

import io.postern.audit.app.Reading;
import io.postern.audit.app.ReadsOnRecord;
import io.postern.audit.app.TrailQuery;
import io.postern.audit.app.WhoReads;
import io.postern.audit.app.siem.Export;
import io.postern.audit.app.siem.ExportForm;
import io.postern.audit.app.siem.ExportForms;
import io.postern.contracts.event.TrailRead.What;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The trail to take away, as a stream, for those who may read it. */
@Path("/api/v1/export")
public class ExportResource {
    private final Export export;
    private final ExportForms forms;
    private final ReadsOnRecord reads;
    private final WhoReads who;

    public ExportResource(Export export, ExportForms forms, ReadsOnRecord reads, WhoReads who) {
        this.export = export;
        this.forms = forms;
        this.reads = reads;
        this.who = who;
    }

    @GET
    @RolesAllowed({"Postern.Read", "Postern.Configure"})
    public Response export(@QueryParam("format") @Nullable String format, @BeanParam TrailParameters parameters) {
        ExportForm form = Given.as("format", format, forms::named).orElseGet(() -> forms.named("jsonl"));
        TrailQuery query = parameters.query();
        Export.Begun begun = export.begin(query, form);
        reads.read(
                who.now(),
                new Reading(
                        What.EXPORT,
                        "format=" + form.word() + "&" + query.filter(),
                        query.actor(),
                        OptionalLong.empty()));
        return Response.ok((StreamingOutput) begun::writeTo, form.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"postern-trail." + form.word() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
