package io.postern.request.adapter.rest;

import io.postern.contracts.id.VmId;
import io.postern.contracts.net.Port;
import io.postern.problems.Fields;
import io.postern.request.domain.Caller;
import io.postern.request.domain.SourceAddress;
import io.postern.request.domain.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a body into a submission, or says which field cannot be one. */
final class SubmissionReader {
    /** Bounds of reading; what is sensible is the policies' question. */
    private static final int MOST = 100;

    private SubmissionReader() {}

    static Submission read(SubmissionBody body, Caller caller, String callerAddress) {
        return new Submission(
                caller,
                Fields.each("targets", Fields.required("targets", body.targets()), MOST, SubmissionReader::target),
                Fields.each(
                                "sources",
                                body.sources(),
                                MOST,
                                (field, text) -> Fields.read(field, text, SourceAddress::named))
                        .stream()
                        .flatMap(List::stream)
                        .toList(),
                callerAddress,
                Fields.duration("duration", body.duration()),
                Fields.instant("endsAt", body.endsAt()),
                Fields.required("justification", body.justification()),
                body.ticket(),
                confirmation(body.breakGlass()));
    }

    private static @Nullable String confirmation(SubmissionBody.@Nullable BreakGlassBody body) {
        return body == null ? null : Fields.required("breakGlass.confirm", body.confirm());
    }

    private static Submission.Wanted target(String field, SubmissionBody.@Nullable TargetBody body) {
        SubmissionBody.TargetBody target = Fields.required(field, body);
        return new Submission.Wanted(
                Fields.read(field + ".vm", target.vm(), VmId::new),
                Fields.each(
                        field + ".ports",
                        Fields.required(field + ".ports", target.ports()),
                        MOST,
                        (each, number) -> Fields.read(each, number, Port::new)));
    }
}
