package io.postern.request.adapter.postgres;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.RequestId;
import io.postern.messaging.Sql;
import io.postern.request.app.AccessRequests;
import io.postern.request.domain.AccessRequest;
import io.postern.request.domain.TimelineEntry;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Access requests in PostgreSQL. */
@Singleton
public class PostgresAccessRequests implements AccessRequests {
    private final RequestRows requests;
    private final RequestPages pages;
    private final GrantRows grants;
    private final TimelineRows timelines;
    private final Sql sql;

    PostgresAccessRequests(
            RequestRows requests, RequestPages pages, GrantRows grants, TimelineRows timelines, DataSource database) {
        this.requests = requests;
        this.pages = pages;
        this.grants = grants;
        this.timelines = timelines;
        this.sql = new Sql(database);
    }

    @Override
    public Optional<AccessRequest> find(RequestId id) {
        return requests.findByIdOptional(id.value()).map(this::request);
    }

    @Override
    public Optional<AccessRequest> lock(RequestId id) {
        return requests.findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .map(this::request);
    }

    @Override
    public void save(AccessRequest request, Instant now) {
        RequestMapping.change(requests.findById(request.id().value()), request, now);
        IntStream.range(0, request.grants().size())
                .mapToObj(place -> RequestMapping.row(request, place))
                .forEach(grants.getEntityManager()::merge);
    }

    @Override
    public void seenGone(GrantId id, Instant at) {
        // NB. a grant of which nothing was heard before has no row in the database yet
        grants.flush();
        sql.update("UPDATE access_grant SET closed_at = ? WHERE id = ? AND closed_at IS NULL", at, id.value());
    }

    @Override
    public void note(RequestId id, TimelineEntry entry) {
        TimelineRow row = new TimelineRow();
        row.requestId = id.value();
        row.at = entry.at();
        row.what = entry.what();
        row.detail = entry.detail();
        timelines.persist(row);
    }

    @Override
    public List<TimelineEntry> timeline(RequestId id) {
        return timelines.of(id.value()).stream()
                .map(row -> new TimelineEntry(row.at, row.what, row.detail))
                .toList();
    }

    @Override
    public List<AccessRequest> page(Query query, Instant now) {
        List<RequestRow> page = requests.newestFirst(pages.ids(query, now));
        Map<String, List<GrantRow>> found = grants
                .of(page.stream().map(row -> row.id).toList())
                .stream()
                .collect(Collectors.groupingBy(row -> row.requestId));
        return page.stream()
                .map(row -> RequestMapping.request(row, found.getOrDefault(row.id, List.of())))
                .toList();
    }

    private AccessRequest request(RequestRow row) {
        return RequestMapping.request(row, grants.of(row.id));
    }
}
