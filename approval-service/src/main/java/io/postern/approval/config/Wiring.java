package io.postern.approval.config;

import io.postern.approval.adapter.worker.EvaluationWorker;
import io.postern.approval.adapter.worker.LapseWorker;
import io.postern.approval.app.ApprovalSigner;
import io.postern.approval.app.BreakGlass;
import io.postern.approval.app.Cases;
import io.postern.approval.app.Conclusion;
import io.postern.approval.app.DecideCase;
import io.postern.approval.app.EvaluateCase;
import io.postern.approval.app.EvaluateDue;
import io.postern.approval.app.Evaluations;
import io.postern.approval.app.Facts;
import io.postern.approval.app.ForecastRequest;
import io.postern.approval.app.JudgeAtOnce;
import io.postern.approval.app.KnownVms;
import io.postern.approval.app.LapseCases;
import io.postern.approval.app.ListPending;
import io.postern.approval.app.Memberships;
import io.postern.approval.app.OpenCase;
import io.postern.approval.app.Policies;
import io.postern.approval.app.RequestFactsOf;
import io.postern.approval.app.Rights;
import io.postern.approval.app.UnitOfWork;
import io.postern.approval.app.WithdrawCase;
import io.postern.approval.domain.Confirmation;
import io.postern.approval.domain.Evaluator;
import io.postern.contracts.event.Source;
import io.postern.messaging.Outbox;
import io.postern.messaging.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Puts the service together: which adapter serves which port. */
@Singleton
public class Wiring {
    private static final Logger LOG = Logger.getLogger("io.postern.approval");

    private final Semaphore evaluationWoken = new Semaphore(0);

    @Produces
    @Singleton
    Source source() {
        return Source.APPROVAL_SERVICE;
    }

    @Produces
    @Singleton
    UnitOfWork unitOfWork(Transactions transactions) {
        return new DatabaseWork(transactions);
    }

    @Produces
    @Singleton
    Facts facts(Outbox outbox) {
        return outbox::append;
    }

    @Produces
    @Singleton
    OpenCase openCase(
            Cases cases,
            Evaluations evaluations,
            Policies policies,
            JudgeAtOnce judgeAtOnce,
            Facts facts,
            UnitOfWork unitOfWork) {
        return new OpenCase(cases, evaluations, policies, judgeAtOnce, facts, unitOfWork, evaluationWoken::release);
    }

    @Produces
    @Singleton
    JudgeAtOnce judgeAtOnce(
            Cases cases,
            Rights rights,
            Memberships memberships,
            KnownVms vms,
            Policies policies,
            Evaluator evaluator,
            ApprovalSigner signer,
            Conclusion conclusion) {
        return new JudgeAtOnce(cases, rights, memberships, vms, policies, evaluator, signer, conclusion);
    }

    @Produces
    @Singleton
    WithdrawCase withdrawCase(Cases cases, Evaluations evaluations, UnitOfWork unitOfWork) {
        return new WithdrawCase(cases, evaluations, unitOfWork);
    }

    @Produces
    @Singleton
    DecideCase decideCase(
            Cases cases,
            Evaluations evaluations,
            Policies policies,
            Settings settings,
            Facts facts,
            UnitOfWork unitOfWork) {
        return new DecideCase(
                cases, evaluations, policies, confirmation(settings), facts, unitOfWork, evaluationWoken::release);
    }

    @Produces
    @Singleton
    ListPending listPending(Cases cases, Policies policies, UnitOfWork unitOfWork) {
        return new ListPending(cases, policies, unitOfWork);
    }

    @Produces
    @Singleton
    Evaluator evaluator(Settings settings) {
        return new Evaluator(settings.approval().openingDelay(), confirmation(settings));
    }

    private static Confirmation confirmation(Settings settings) {
        return new Confirmation(settings.approval().confirmUrl());
    }

    @Produces
    @Singleton
    RequestFactsOf requestFactsOf(KnownVms vms, Memberships memberships) {
        return new RequestFactsOf(vms, memberships);
    }

    @Produces
    @Singleton
    ForecastRequest forecastRequest(
            Rights rights, Policies policies, RequestFactsOf factsOf, BreakGlass breakGlass, Evaluator evaluator) {
        return new ForecastRequest(rights, policies, factsOf, breakGlass, evaluator);
    }

    @Produces
    @Singleton
    Conclusion conclusion(Cases cases, BreakGlass breakGlass, Evaluator evaluator, ApprovalSigner signer, Facts facts) {
        return new Conclusion(cases, breakGlass, evaluator, signer, facts);
    }

    @Produces
    @Singleton
    EvaluateCase evaluateCase(
            Cases cases,
            Evaluations evaluations,
            Rights rights,
            Memberships memberships,
            Policies policies,
            RequestFactsOf factsOf,
            Evaluator evaluator,
            Conclusion conclusion,
            UnitOfWork unitOfWork) {
        return new EvaluateCase(
                cases, evaluations, rights, memberships, policies, factsOf, evaluator, conclusion, unitOfWork);
    }

    @Produces
    @Singleton
    LapseCases lapseCases(Cases cases, Evaluations evaluations, Facts facts, UnitOfWork unitOfWork) {
        return new LapseCases(cases, evaluations, facts, unitOfWork);
    }

    @Produces
    @Singleton
    LapseWorker lapses(LapseCases lapseCases, Clock clock) {
        return new LapseWorker(lapseCases, clock);
    }

    @Produces
    @Singleton
    EvaluationWorker worker(Evaluations evaluations, EvaluateCase evaluateCase, UnitOfWork unitOfWork, Clock clock) {
        EvaluateDue evaluateDue = new EvaluateDue(evaluations, evaluateCase, unitOfWork, Wiring::tellUndecided, clock);
        return new EvaluationWorker(evaluateDue, clock, evaluationWoken);
    }

    void start(@Observes StartupEvent started, EvaluationWorker worker, LapseWorker lapses) {
        worker.start();
        lapses.start();
    }

    void stop(@Observes ShutdownEvent stopping, EvaluationWorker worker, LapseWorker lapses) {
        lapses.close();
        worker.close();
    }

    private static void tellUndecided(Evaluations.Due due, RuntimeException cause) {
        LOG.warnf(
                "requestId=%s outcome=undecided attempts=%d: %s; tried again later",
                due.key(), due.attempts() + 1, cause);
    }
}
