package io.postern.cli.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How each service, the sweeper and the portal are run here: what differs between them is their environment. */
final class Services {
    private static final String HEAP = "192m";
    private static final String PORTAL = "postern-portal";

    private final Build build;
    private final Layout layout;
    private final Addresses addresses;
    private final Secrets secrets;
    private final PostgresServer postgres;
    private final ClassArchives archives;

    Services(
            Build build,
            Layout layout,
            Addresses addresses,
            Secrets secrets,
            PostgresServer postgres,
            ClassArchives archives) {
        this.build = build;
        this.layout = layout;
        this.addresses = addresses;
        this.secrets = secrets;
        this.postgres = postgres;
        this.archives = archives;
    }

    /** The principals that services act as towards Azure and each other. */
    static List<String> principals() {
        return List.of("postern-request", "postern-approval", "postern-enforcer", "postern-sweeper", PORTAL);
    }

    ProcessSpec spec(ProcessName name) {
        return new ProcessSpec(
                name,
                command(name),
                environment(name),
                new HttpReady(addresses.http(name.port()).resolve("/q/health/ready")),
                Duration.ofSeconds(90));
    }

    List<String> command(ProcessName name) {
        Path jar = build.service(name);
        List<String> command = Jvm.command(HEAP, archives.flags(name));
        command.addAll(Jvm.trusting(secrets.trustStore()));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    Map<String, String> environment(ProcessName name) {
        Map<String, String> env = new HashMap<>();
        env.put("QUARKUS_HTTP_PORT", "" + addresses.ports().of(name.port()));
        env.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        env.put("POSTERN_INSTANCE", DemoWorld.INSTANCE);
        env.put("QUARKUS_OIDC_AUTH_SERVER_URL", addresses.issuer().toString());
        if (name != ProcessName.SWEEPER && name != ProcessName.PORTAL) {
            env.put("KAFKA_BOOTSTRAP_SERVERS", addresses.of(ProcessName.KAFKA));
            // A consumer's polite end takes two seconds a channel; what it was doing is done again anyway.
            env.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GRACEFUL_SHUTDOWN", "false");
        }
        if (name != ProcessName.SWEEPER) {
            String database = "postern_" + name.text().replace("-service", "");
            env.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.url(database));
            env.put("QUARKUS_DATASOURCE_USERNAME", database);
            env.put("QUARKUS_DATASOURCE_PASSWORD", secrets.read(secrets.databasePassword(database)));
        }
        switch (name) {
            case REQUEST -> request(env);
            case APPROVAL -> {
                azure(env, "postern-approval");
                env.put(
                        "POSTERN_APPROVAL_SIGNING_KEY_FILE",
                        secrets.approvalKey().toString());
                env.put("POSTERN_APPROVAL_POLICY_FILE", build.policy().toString());
                env.put("POSTERN_APPROVAL_BOTS_FILE", secrets.bots().toString());
            }
            case ENFORCER -> {
                azure(env, "postern-enforcer");
                env.put(
                        "POSTERN_ENFORCER_APPROVAL_KEYS_FILE",
                        secrets.approvalKeySet().toString());
                env.put(
                        "POSTERN_ENFORCER_SWEEPER_URL",
                        addresses.http(PortName.SWEEPER).toString());
                env.put(
                        "POSTERN_ENFORCER_REQUEST_URL",
                        addresses.http(PortName.REQUEST).toString());
                env.put("POSTERN_ENFORCER_TOKEN_URL", addresses.tokenEndpoint().toString());
                env.put("POSTERN_ENFORCER_SCAN_EVERY", "PT30S");
                // Everything runs by one clock here.
                env.put("POSTERN_ENFORCER_APPROVAL_SKEW", "PT1S");
                // Nobody else writes to the emulator.
                env.put("POSTERN_ENFORCER_WRITE_SHARE", "100");
            }
            case AUDIT -> audit(env);
            case SWEEPER -> azure(env, "postern-sweeper");
            case PORTAL -> portal(env);
            default -> {}
        }
        return env;
    }

    private void request(Map<String, String> env) {
        env.put(
                "POSTERN_REQUEST_ENFORCER_URL",
                addresses.http(PortName.ENFORCER).toString());
        env.put("POSTERN_REQUEST_CLIENT_ID", "postern-request");
        env.put(
                "POSTERN_REQUEST_CLIENT_SECRET_FILE",
                secrets.principal("postern-request").toString());
        env.put("POSTERN_REQUEST_TOKEN_URL", addresses.tokenEndpoint().toString());
        env.put("POSTERN_REQUEST_MIN_DURATION", "PT5S");
        env.put("POSTERN_REQUEST_DEFAULT_MAX_DURATION", "PT8H");
        env.put("POSTERN_REQUEST_SOURCE_MAP", DemoWorld.SOURCE_MAP);
        env.put("POSTERN_REQUEST_APPROVER_GROUP", DemoWorld.APPROVERS);
        env.put(
                "POSTERN_REQUEST_APPROVAL_URL",
                addresses.http(PortName.APPROVAL).toString());
        env.put("POSTERN_REQUEST_TRUSTED_PROXIES", DemoWorld.FORWARD_ADDRESS + "," + DemoWorld.PORTAL_ADDRESS);
        env.put("QUARKUS_HTTP_SSL_PORT", "" + addresses.ports().of(PortName.REQUEST_HTTPS));
        env.put("QUARKUS_TLS_KEY_STORE_P12_PATH", secrets.keyStore().toString());
        env.put("QUARKUS_TLS_KEY_STORE_P12_PASSWORD", secrets.read(secrets.keyStorePassword()));
    }

    private void audit(Map<String, String> env) {
        env.put("POSTERN_AUDIT_SIGNING_KEY_FILE", secrets.auditKey().toString());
        env.put("POSTERN_AUDIT_LOG_DIR", layout.auditLog().toString());
        env.put("POSTERN_AUDIT_ORIGIN", DemoWorld.AUDIT_ORIGIN);
        env.put("QUARKUS_FLYWAY_USERNAME", "postern_audit_owner");
        env.put("QUARKUS_FLYWAY_PASSWORD", secrets.read(secrets.databasePassword("postern_audit_owner")));
    }

    private void portal(Map<String, String> env) {
        env.put("QUARKUS_OIDC_CREDENTIALS_SECRET", secrets.read(secrets.principal(PORTAL)));
        // People come by http here, and never from another machine.
        env.put("QUARKUS_OIDC_AUTHENTICATION_COOKIE_FORCE_SECURE", "false");
        env.put("POSTERN_PORTAL_SESSION_KEY_FILE", secrets.portalKey().toString());
        env.put("POSTERN_PORTAL_FROM", DemoWorld.PORTAL_ADDRESS);
        for (PortName service : List.of(PortName.REQUEST, PortName.APPROVAL, PortName.ENFORCER, PortName.AUDIT)) {
            env.put(
                    "POSTERN_PORTAL_" + service.name() + "_URL",
                    addresses.http(service).toString());
        }
    }

    private void azure(Map<String, String> env, String principal) {
        env.put("POSTERN_AZURE_ARM_ENDPOINT", addresses.azure().toString());
        env.put("POSTERN_AZURE_GRAPH_ENDPOINT", addresses.azure().toString());
        env.put("POSTERN_AZURE_AUTHORITY_HOST", addresses.azure().toString());
        env.put("POSTERN_AZURE_TENANT", DemoWorld.TENANT);
        env.put("POSTERN_AZURE_SUBSCRIPTIONS", DemoWorld.SUBSCRIPTION);
        env.put("POSTERN_AZURE_CLIENT_ID", principal);
        env.put("POSTERN_AZURE_CLIENT_SECRET_FILE", secrets.principal(principal).toString());
    }
}
