package io.postern.portal.adapter.web;

import io.postern.portal.app.SignIn;
import io.postern.portal.domain.Person;
import io.postern.portal.domain.Place;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** What is around every page: whose it is, where they may go, and how it looks. Templates know it as {@code cdi:shell}. */
@Named("shell")
@RequestScoped
public class Shell {
    private final SessionPerson session;
    private final Assets assets;
    private final HttpHeaders headers;
    private final SignIn signIn;

    public Shell(SessionPerson session, SignIn signIn, Assets assets, HttpHeaders headers) {
        this.session = session;
        this.signIn = signIn;
        this.assets = assets;
        this.headers = headers;
    }

    /** Whether somebody is signed in. */
    public boolean isKnown() {
        return session.isSomebody();
    }

    public Person person() {
        return session.person();
    }

    public List<Place> places() {
        return Place.of(person());
    }

    /** Whether the person was led away from this page, and has back what they had written. */
    public boolean isBack() {
        return signIn.isBackWithDraft();
    }

    public String styles() {
        return assets.styles().path();
    }

    public String script() {
        return assets.script().path();
    }

    public String icons() {
        return assets.icons().path();
    }

    /** Light or dark if the person chose, else empty: then the system decides. */
    public String theme() {
        var cookie = headers.getCookies().get("theme");
        String chosen = cookie == null ? "" : cookie.getValue();
        return "dark".equals(chosen) || "light".equals(chosen) ? chosen : "";
    }
}
