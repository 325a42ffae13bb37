package io.postern.enforcer.config;

import io.postern.contracts.id.GrantId;
import io.postern.enforcer.adapter.kafka.Reactions;
import io.postern.enforcer.adapter.metrics.EnforcerMetrics;
import io.postern.enforcer.adapter.postgres.PostgresBacklog;
import io.postern.enforcer.app.AcceptApproval;
import io.postern.enforcer.app.AddInterlocks;
import io.postern.enforcer.app.ApprovalSignatures;
import io.postern.enforcer.app.Approvals;
import io.postern.enforcer.app.AssessScaleSets;
import io.postern.enforcer.app.AssessVms;
import io.postern.enforcer.app.BoundaryQueue;
import io.postern.enforcer.app.CloseGrant;
import io.postern.enforcer.app.DueScan;
import io.postern.enforcer.app.EarlyLook;
import io.postern.enforcer.app.EarlyVerdicts;
import io.postern.enforcer.app.EndGrants;
import io.postern.enforcer.app.Events;
import io.postern.enforcer.app.Figures;
import io.postern.enforcer.app.FindDrift;
import io.postern.enforcer.app.Findings;
import io.postern.enforcer.app.ForgetVm;
import io.postern.enforcer.app.GrantEnds;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.app.IntendRule;
import io.postern.enforcer.app.Inventory;
import io.postern.enforcer.app.Landscape;
import io.postern.enforcer.app.LeasedReconcile;
import io.postern.enforcer.app.Leases;
import io.postern.enforcer.app.ListState;
import io.postern.enforcer.app.LoadBoundary;
import io.postern.enforcer.app.LookAgain;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.app.Nudges;
import io.postern.enforcer.app.OnRecord;
import io.postern.enforcer.app.OwnRules;
import io.postern.enforcer.app.PanicClose;
import io.postern.enforcer.app.Policies;
import io.postern.enforcer.app.PolicyFindings;
import io.postern.enforcer.app.ProtectVms;
import io.postern.enforcer.app.Pulse;
import io.postern.enforcer.app.Questions;
import io.postern.enforcer.app.Reconcile;
import io.postern.enforcer.app.ReconcileBoundary;
import io.postern.enforcer.app.ScaleSets;
import io.postern.enforcer.app.SettleBoundary;
import io.postern.enforcer.app.SurveyInTurn;
import io.postern.enforcer.app.Surveys;
import io.postern.enforcer.app.UnitOfWork;
import io.postern.enforcer.app.Vitals;
import io.postern.enforcer.app.WaitingGrants;
import io.postern.enforcer.app.Watch;
import io.postern.enforcer.app.WriteBudget;
import io.postern.enforcer.app.WriteRules;
import io.postern.enforcer.domain.boundary.Band;
import io.postern.enforcer.domain.boundary.Installation;
import io.postern.enforcer.domain.inventory.Assessment;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** Puts the use cases together. */
@Singleton
public class Wiring {
    @Produces
    @Singleton
    Watch watch(Settings settings) {
        return new Watch(settings.instance());
    }

    @Produces
    @Singleton
    GrantEnds ends(Settings settings, Grants grants, OwnRules rules, Events events) {
        return new GrantEnds(settings.instance(), grants, rules, events);
    }

    @Produces
    @Singleton
    SettleBoundary settling(
            Settings settings,
            UnitOfWork work,
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            Leases leases,
            OnRecord onRecord,
            Findings findings,
            Events events,
            GrantEnds ends) {
        LoadBoundary boundaries = new LoadBoundary(grants, inventory, onRecord);
        return new SettleBoundary(
                ours(settings), turns(work), boundaries, grants, rules, inventory, leases, findings, events, ends);
    }

    @Produces
    @Singleton
    Reconcile reconcile(
            Settings settings,
            NetworkRules network,
            SettleBoundary settling,
            UnitOfWork work,
            Grants grants,
            OwnRules rules,
            Policies policies,
            Leases leases,
            WriteBudget budget,
            Pulse pulse,
            AddInterlocks interlocks,
            Watch watch,
            Clock clock) {
        UnitOfWork turns = turns(work);
        WriteRules writing = new WriteRules(
                new WriteRules.Manner(
                        settings.instance(),
                        settings.enforcer().bulkFrom(),
                        WriteRules.Manner.HURRIED_FROM,
                        settings.enforcer().flushConnections()),
                network,
                budget,
                new IntendRule(turns, grants, rules, policies),
                leases,
                interlocks,
                clock);
        Reconcile alone = new ReconcileBoundary(settings.instance(), network, settling, writing, watch, clock);
        return new LeasedReconcile(settings.instance(), network, alone, writing, leases, pulse, watch, clock);
    }

    /** What marks the rules of this installation, and where they may stand. */
    static Installation ours(Settings settings) {
        return new Installation(
                settings.instance(),
                new Band(
                        settings.enforcer().firstPriority(), settings.enforcer().lastPriority()));
    }

    /** Of the pool's fourteen connections reconciling gets twice three, and twice two for leases and budget; the rest is for HTTP, Kafka, deadlines and scans. */
    private static UnitOfWork turns(UnitOfWork work) {
        return new BoundedWork(work, 3, Duration.ofSeconds(1));
    }

    @Produces
    @Singleton
    Nudges nudges(Reconcile reconcile, Threads threads) {
        return new BoundaryQueue(reconcile, _ -> threads.scanSoon(), threads.workers(), threads.timer());
    }

    @Produces
    @Singleton
    AssessVms assess(
            Settings settings,
            Landscape landscape,
            Surveys surveys,
            Inventory inventory,
            ScaleSets scaleSets,
            Policies policies,
            Grants grants,
            OwnRules rules,
            Findings findings,
            GrantEnds ends,
            Events events,
            UnitOfWork work,
            Nudges nudges,
            Watch watch,
            Clock clock) {
        return new AssessVms(
                landscape,
                surveys,
                new Assessment(settings.instance()),
                inventory,
                policies,
                rules,
                events,
                work,
                new ForgetVm(inventory, grants, rules, ends, events, work, nudges),
                new AssessScaleSets(landscape, scaleSets, events, work),
                new FindDrift(ours(settings), policies, grants, rules, findings, inventory, work),
                nudges,
                watch,
                clock);
    }

    @Produces
    @Singleton
    SurveyInTurn survey(AssessVms assess, Surveys surveys, Settings settings) {
        return new SurveyInTurn(assess, surveys, settings.enforcer().scanEvery());
    }

    @Produces
    @Singleton
    DueScan due(
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            GrantEnds ends,
            UnitOfWork work,
            AddInterlocks interlocks,
            Watch watch,
            AssessVms assess,
            PanicClose panic,
            Vitals vitals,
            Pulse pulse,
            Clock clock) {
        return new DueScan(
                grants,
                rules,
                new WaitingGrants(grants, inventory, ends, work, interlocks, assess::completed),
                new EndGrants(grants, ends, work),
                panic,
                work,
                interlocks,
                watch,
                vitals,
                pulse,
                clock);
    }

    @Produces
    @Singleton
    CloseGrant close(
            Approvals approvals, Grants grants, OwnRules rules, GrantEnds ends, UnitOfWork work, Nudges nudges) {
        return new CloseGrant(approvals, grants, rules, ends, work, nudges);
    }

    @Produces
    @Singleton
    PanicClose panic(
            Approvals approvals,
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            GrantEnds ends,
            Events events,
            UnitOfWork work,
            Nudges nudges) {
        return new PanicClose(approvals, grants, rules, inventory, ends, events, work, nudges);
    }

    @Produces
    @Singleton
    ListState state(
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            Findings findings,
            PolicyFindings policyFindings,
            AddInterlocks interlocks,
            UnitOfWork work) {
        return new ListState(grants, rules, inventory, findings, policyFindings, interlocks, work);
    }

    @Produces
    @Singleton
    Figures figures(ListState state, DataSource database, AddInterlocks interlocks) {
        return new Figures(state, new PostgresBacklog(database), interlocks);
    }

    @Produces
    @Singleton
    EnforcerMetrics metrics(Figures figures) {
        return new EnforcerMetrics(figures);
    }

    @Produces
    @Singleton
    Reactions reactions(
            Settings settings,
            ApprovalSignatures signatures,
            Approvals approvals,
            Grants grants,
            OwnRules rules,
            Inventory inventory,
            Policies policies,
            Questions questions,
            GrantEnds ends,
            Events events,
            UnitOfWork work,
            Nudges nudges,
            CloseGrant close,
            Threads threads,
            Clock clock) {
        EarlyVerdicts verdicts = new EarlyVerdicts(signatures, threads.workers());
        EarlyLook look = new EarlyLook(inventory, nudges, threads.workers());
        AcceptApproval accept = new AcceptApproval(
                verdicts,
                approvals,
                grants,
                look,
                ends,
                events,
                work,
                nudges,
                GrantId::next,
                settings.enforcer().breakGlassLongest());
        ProtectVms protect = new ProtectVms(
                policies, questions, rules, inventory, work, nudges, threads::scanSoon, threads::askSoon);
        return new Reactions(accept, verdicts, look, close, protect, new LookAgain(rules, work, nudges), clock);
    }
}
