package io.postern.portal.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.portal.adapter.postgres.PostgresFavourites;
import io.postern.portal.adapter.services.AccessRequestsOverHttp;
import io.postern.portal.adapter.services.ChangesOverHttp;
import io.postern.portal.adapter.services.ServiceCalls;
import io.postern.portal.adapter.services.Upstream;
import io.postern.portal.app.AccessRequests;
import io.postern.portal.app.Changes;
import io.postern.portal.app.Favourites;
import io.postern.portal.app.LookAhead;
import io.postern.portal.app.ShowAccess;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** What the pages about one's own access need. */
@Singleton
public final class AccessWiring {
    @Produces
    @Singleton
    Changes changes(ServiceCalls calls, @Named("request") Upstream requests) {
        return new ChangesOverHttp(calls, requests);
    }

    @Produces
    @Singleton
    AccessRequests accessRequests(ServiceCalls calls, @Named("request") Upstream requests) {
        return new AccessRequestsOverHttp(calls, requests);
    }

    @Produces
    @Singleton
    ShowAccess showAccess(AccessRequests requests) {
        return new ShowAccess(requests);
    }

    @Produces
    @Singleton
    LookAhead lookAhead(AccessRequests requests) {
        return new LookAhead(requests);
    }

    @Produces
    @Singleton
    Favourites favourites(DataSource database, ObjectMapper json) {
        return new PostgresFavourites(database, json);
    }
}
