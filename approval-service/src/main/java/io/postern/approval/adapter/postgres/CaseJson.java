package io.postern.approval.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.approval.domain.AccessTerms;
import io.postern.approval.domain.Need;
import io.postern.approval.domain.Wish;
import io.postern.contracts.codec.PosternJson;
import io.postern.contracts.event.ApprovalNeeded.Risk;
import io.postern.contracts.event.ApprovalNeeded.Stage;
import io.postern.contracts.event.ExtensionRequested;
import io.postern.contracts.event.RequestSubmitted;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a row of a case holds as JSON. */
final class CaseJson {
    private static final ObjectMapper JSON = PosternJson.mapper();

    private CaseJson() {}

    static Wish wish(CaseRow row) {
        RequestSubmitted request = read(row.submission, RequestSubmitted.class);
        return row.extensionRequest == null
                ? Wish.of(request)
                : new Wish(
                        request,
                        read(row.extensionRequest, ExtensionRequested.class),
                        read(Objects.requireNonNull(row.askedTerms), AccessTerms.class));
    }

    static void write(CaseRow row, Wish wish) {
        row.submission = written(wish.request());
        if (wish.extension() != null) {
            row.extensionRequest = written(wish.extension());
            row.askedTerms = written(wish.asked());
        }
    }

    /** Null when nobody was asked. */
    static @Nullable Need need(CaseRow row) {
        return row.stages == null
                ? null
                : new Need(
                        List.of(read(row.stages, Stage[].class)),
                        Risk.valueOf(Objects.requireNonNull(row.risk)),
                        Objects.requireNonNull(row.lapsesAt),
                        Objects.requireNonNull(row.policyRule),
                        row.policyVersion);
    }

    static void write(CaseRow row, Need need) {
        row.stages = written(need.stages());
        row.approverGroups = need.groups().toArray(String[]::new);
        row.risk = need.risk().name();
        row.lapsesAt = need.lapsesAt();
        row.policyRule = need.rules();
        row.policyVersion = need.policyVersion();
    }

    static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read cannot be written", e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
