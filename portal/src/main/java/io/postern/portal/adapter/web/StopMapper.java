package io.postern.portal.adapter.web;

import io.postern.portal.app.Answer;
import io.postern.portal.app.Refusal;
import io.postern.portal.app.Stop;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A page that is nothing without an answer that it did not get. */
@Provider
public class StopMapper implements ExceptionMapper<Stop> {
    private final TroublePages pages;
    private final StrongerSignInPages stronger;

    public StopMapper(TroublePages pages, StrongerSignInPages stronger) {
        this.pages = pages;
        this.stronger = stronger;
    }

    @Override
    public Response toResponse(Stop stop) {
        Answer<?> answer = stop.answer();
        if (answer instanceof Answer.StrongerSignIn<?>(String claims)) {
            return stronger.lead(claims, stop.draft());
        }
        return pages.of(
                switch (answer) {
                    case Answer.Refused<?>(Refusal refusal) ->
                        Trouble.of(refusal.status(), Titles.of(refusal.status()), refusal.sentence(), refusal.unmet());
                    default -> Trouble.of(503, Titles.of(503), answer.trouble());
                });
    }
}
