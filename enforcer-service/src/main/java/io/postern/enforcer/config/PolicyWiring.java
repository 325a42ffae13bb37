package io.postern.enforcer.config;

import io.postern.calls.OwnToken;
import io.postern.enforcer.adapter.policies.PoliciesOverHttp;
import io.postern.enforcer.adapter.postgres.PostgresQuestions;
import io.postern.enforcer.app.AddInterlocks;
import io.postern.enforcer.app.AskAboutPolicies;
import io.postern.enforcer.app.AssessVms;
import io.postern.enforcer.app.Glances;
import io.postern.enforcer.app.GrantEnds;
import io.postern.enforcer.app.Grants;
import io.postern.enforcer.app.Inventory;
import io.postern.enforcer.app.LoadBoundary;
import io.postern.enforcer.app.NetworkRules;
import io.postern.enforcer.app.Nudges;
import io.postern.enforcer.app.OnRecord;
import io.postern.enforcer.app.OwnRules;
import io.postern.enforcer.app.PlanAccess;
import io.postern.enforcer.app.PlanBaseline;
import io.postern.enforcer.app.Policies;
import io.postern.enforcer.app.PolicyFindings;
import io.postern.enforcer.app.PolicySource;
import io.postern.enforcer.app.Questions;
import io.postern.enforcer.app.TakePolicyAnswer;
import io.postern.enforcer.app.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Puts together what it takes to let go of ports (open questions, and request-service to ask), and to plan ahead. */
@Singleton
public class PolicyWiring {
    private static final Logger LOG = Logger.getLogger(PolicyWiring.class);

    @Produces
    @Singleton
    Questions questions(DataSource database) {
        return new PostgresQuestions(database);
    }

    @Produces
    @Singleton
    PolicySource policySource(Settings settings, Clock clock) {
        Optional<URI> request = settings.enforcer().requestUrl();
        Optional<String> client = settings.azure().clientId();
        Optional<Path> secret = settings.azure().clientSecretFile();
        if (request.isPresent() && client.isPresent() && secret.isPresent()) {
            OwnToken token = new OwnToken(tokenUrl(settings), client.get(), secret.get(), clock);
            return new PoliciesOverHttp(request.get(), token);
        }
        String missing = request.isEmpty()
                ? "postern.enforcer.request-url is not set"
                : "postern.azure.client-id and client-secret-file are not set";
        LOG.warnf("a VM whose policy goes cannot be unprotected, its ports stay shut: %s", missing);
        return PolicySource.none(missing);
    }

    private static URI tokenUrl(Settings settings) {
        Settings.Azure azure = settings.azure();
        return settings.enforcer()
                .tokenUrl()
                .orElseGet(() -> URI.create(azure.authorityHost().toString().replaceAll("/+$", "") + "/"
                        + azure.tenant() + "/oauth2/v2.0/token"));
    }

    @Produces
    @Singleton
    AskAboutPolicies askAboutPolicies(
            Questions questions,
            PolicySource source,
            Policies policies,
            OwnRules rules,
            Grants grants,
            GrantEnds ends,
            Inventory inventory,
            UnitOfWork work,
            Nudges nudges,
            Threads threads,
            Clock clock) {
        UnitOfWork turns = turns(work);
        TakePolicyAnswer answers = new TakePolicyAnswer(
                questions, policies, rules, grants, ends, inventory, turns, nudges, threads::scanSoon);
        return new AskAboutPolicies(questions, source, answers, turns, threads.workers(), clock);
    }

    /** Neither many answers at once nor many plans may take the connections that closing needs. */
    private static UnitOfWork turns(UnitOfWork work) {
        return new BoundedWork(work, 2, Duration.ofSeconds(5));
    }

    @Produces
    @Singleton
    PolicyFindings policyFindings(Questions questions, PolicySource source, Inventory inventory, Clock clock) {
        return new PolicyFindings(questions, source, inventory, clock.instant());
    }

    @Produces
    @Singleton
    Glances glances(NetworkRules network, Threads threads) {
        return new Glances(network, threads.workers());
    }

    @Produces
    @Singleton
    PlanBaseline planBaseline(
            Settings settings,
            Inventory inventory,
            Grants grants,
            OnRecord onRecord,
            UnitOfWork work,
            Glances glances,
            AssessVms assess) {
        return new PlanBaseline(
                Wiring.ours(settings),
                inventory,
                new LoadBoundary(grants, inventory, onRecord),
                glances,
                turns(work),
                assess::completed);
    }

    @Produces
    @Singleton
    PlanAccess planAccess(
            Settings settings,
            Inventory inventory,
            Policies policies,
            Grants grants,
            OnRecord onRecord,
            AddInterlocks interlocks,
            UnitOfWork work,
            Glances glances,
            AssessVms assess) {
        return new PlanAccess(
                Wiring.ours(settings),
                inventory,
                policies,
                new LoadBoundary(grants, inventory, onRecord),
                glances,
                interlocks,
                turns(work),
                assess::completed);
    }
}
