package io.postern.request.config;

import io.postern.request.app.ShowFigures;
import io.postern.request.app.Stays;
import io.postern.request.app.Transaction;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the figures together. */
@Singleton
public class FigureWiring {
    @Produces
    @Singleton
    ShowFigures showFigures(Transaction transaction, Stays stays) {
        return new ShowFigures(transaction, stays);
    }
}
