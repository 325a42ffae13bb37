package io.postern.request.config;

import io.postern.calls.OwnToken;
import io.postern.contracts.event.Source;
import io.postern.contracts.id.RequestId;
import io.postern.request.adapter.enforcer.CloseOrderLoop;
import io.postern.request.adapter.enforcer.EnforcerOverHttp;
import io.postern.request.adapter.neighbours.AdvisersOverHttp;
import io.postern.request.app.AccessRequests;
import io.postern.request.app.Advisers;
import io.postern.request.app.CloseAtEnforcer;
import io.postern.request.app.CloseOrders;
import io.postern.request.app.DeletePolicy;
import io.postern.request.app.DeleteVmPolicy;
import io.postern.request.app.EndRequest;
import io.postern.request.app.Events;
import io.postern.request.app.ExtendRequest;
import io.postern.request.app.FollowChanges;
import io.postern.request.app.FollowEvents;
import io.postern.request.app.FollowRequests;
import io.postern.request.app.IdempotencyKeys;
import io.postern.request.app.InitiateAccess;
import io.postern.request.app.Intake;
import io.postern.request.app.Inventory;
import io.postern.request.app.JitPolicies;
import io.postern.request.app.PolicyDesk;
import io.postern.request.app.ProtectVms;
import io.postern.request.app.PutPolicy;
import io.postern.request.app.PutVmPolicy;
import io.postern.request.app.RequestHistory;
import io.postern.request.app.ScaleSets;
import io.postern.request.app.ShowHistory;
import io.postern.request.app.ShowPolicies;
import io.postern.request.app.ShowRequests;
import io.postern.request.app.ShowVms;
import io.postern.request.app.SubmitRequest;
import io.postern.request.app.Transaction;
import io.postern.request.app.TryRequest;
import io.postern.request.app.Vms;
import io.postern.request.domain.Limits;
import io.postern.request.domain.Protection;
import io.postern.request.domain.Quota;
import io.postern.request.domain.Rights;
import io.postern.request.domain.TrustedProxies;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Puts request-service together. */
@Singleton
public class Wiring {
    private final RequestSettings settings;
    private final Clock clock;

    Wiring(RequestSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Produces
    Source source() {
        return Source.REQUEST_SERVICE;
    }

    @Produces
    @Singleton
    TrustedProxies trustedProxies() {
        return Proxies.parse(settings.trustedProxies().orElse(List.of()));
    }

    @Produces
    @Singleton
    SubmitRequest submitRequest(
            Transaction transaction, Intake intake, AccessRequests requests, IdempotencyKeys keys, Events events) {
        Quota quota = new Quota(settings.liveRequestsPerPerson(), settings.liveRequests());
        return new SubmitRequest(
                transaction, intake, requests, keys, events, limits(), quota, RequestId::next, new Nonces());
    }

    @Produces
    @Singleton
    TryRequest tryRequest(Transaction transaction, SubmitRequest submit, Vms vms) {
        Advisers advisers = new AdvisersOverHttp(settings.approvalUrl(), settings.enforcerUrl());
        return new TryRequest(transaction, submit, vms, advisers, limits());
    }

    @Produces
    @Singleton
    EndRequest endRequest(
            Transaction transaction,
            AccessRequests requests,
            CloseOrders orders,
            Events events,
            CloseOrderLoop loop,
            FollowRequests follow,
            FollowChanges changes) {
        Consumer<RequestId> told = told(follow, changes);
        return new EndRequest(transaction, requests, orders, events, rights(), told.andThen(ended -> loop.wake()));
    }

    @Produces
    @Singleton
    ExtendRequest extendRequest(
            Transaction transaction,
            Intake intake,
            AccessRequests requests,
            IdempotencyKeys keys,
            Events events,
            FollowRequests follow,
            FollowChanges changes) {
        Consumer<RequestId> told = told(follow, changes);
        return new ExtendRequest(transaction, intake, requests, keys, events, rights(), limits(), new Nonces(), told);
    }

    @Produces
    @Singleton
    FollowEvents followEvents(
            Transaction transaction,
            AccessRequests requests,
            Vms vms,
            Inventory inventory,
            ScaleSets scaleSets,
            FollowRequests follow,
            FollowChanges changes) {
        return new FollowEvents(transaction, requests, vms, inventory, scaleSets, told(follow, changes), clock);
    }

    @Produces
    @Singleton
    ShowRequests showRequests(Transaction transaction, AccessRequests requests) {
        return new ShowRequests(transaction, requests, rights());
    }

    @Produces
    @Singleton
    ShowVms showVms(Transaction transaction, Inventory inventory, ScaleSets scaleSets) {
        return new ShowVms(transaction, inventory, scaleSets, rights());
    }

    @Produces
    @Singleton
    Protection protection() {
        return new Protection(settings.defaultMaxDuration());
    }

    @Produces
    @Singleton
    PolicyDesk policyDesk(Transaction transaction, Vms vms, JitPolicies policies, Events events) {
        return new PolicyDesk(transaction, vms, policies, events);
    }

    @Produces
    @Singleton
    ProtectVms protectVms(PolicyDesk desk, Protection protection) {
        return new ProtectVms(desk, protection);
    }

    @Produces
    @Singleton
    ShowHistory showHistory(Transaction transaction, RequestHistory history) {
        return new ShowHistory(transaction, history, rights());
    }

    @Produces
    @Singleton
    InitiateAccess initiateAccess(Transaction transaction, JitPolicies policies, SubmitRequest submit) {
        return new InitiateAccess(transaction, policies, submit);
    }

    @Produces
    @Singleton
    PutPolicy putPolicy(PolicyDesk desk) {
        return new PutPolicy(desk);
    }

    @Produces
    @Singleton
    DeletePolicy deletePolicy(PolicyDesk desk) {
        return new DeletePolicy(desk);
    }

    @Produces
    @Singleton
    PutVmPolicy putVmPolicy(PolicyDesk desk) {
        return new PutVmPolicy(desk);
    }

    @Produces
    @Singleton
    DeleteVmPolicy deleteVmPolicy(PolicyDesk desk) {
        return new DeleteVmPolicy(desk);
    }

    @Produces
    @Singleton
    ShowPolicies showPolicies(Transaction transaction, JitPolicies policies, Vms vms) {
        return new ShowPolicies(transaction, policies, vms, rights());
    }

    @Produces
    @Singleton
    CloseOrderLoop closeOrderLoop(Transaction transaction, AccessRequests requests, CloseOrders orders) {
        OwnToken token = new OwnToken(settings.tokenUrl(), settings.clientId(), settings.clientSecretFile(), clock);
        EnforcerOverHttp enforcer = new EnforcerOverHttp(settings.enforcerUrl(), token);
        return new CloseOrderLoop(new CloseAtEnforcer(transaction, requests, orders, enforcer, clock));
    }

    void stop(@Disposes CloseOrderLoop loop) {
        loop.close();
    }

    /** What cannot be read keeps the service from starting: it must not be found out by the first request. */
    void start(@Observes StartupEvent started, CloseOrderLoop loop, TrustedProxies proxies, SubmitRequest submit) {
        loop.start();
    }

    /** Who wants to know at once of what this instance has committed. */
    private static Consumer<RequestId> told(FollowRequests follow, FollowChanges changes) {
        return id -> {
            follow.changed(id);
            changes.changed();
        };
    }

    @Produces
    @Singleton
    Limits limits() {
        return new Limits(
                settings.minDuration(), SourceMap.parse(settings.sourceMap().orElse(List.of())));
    }

    private Rights rights() {
        return new Rights(settings.approverGroup());
    }
}
