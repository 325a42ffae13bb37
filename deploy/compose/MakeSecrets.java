import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the secrets that docker-compose.yml mounts, once: java deploy/compose/MakeSecrets.java [INSTANCE]. With Azure
 * itself, put the real client secrets into the files principal-postern-* and portal-client.properties. Containers run as
 * another user, so the files are readable to all within a folder that only its owner can enter.
 */
class MakeSecrets {
    static final List<String> PRINCIPALS =
            List.of("postern-request", "postern-approval", "postern-enforcer", "postern-sweeper", "postern-portal");
    static final Path DIR = Path.of(System.getProperty("dir", "deploy/compose/secrets"));

    public static void main(String... args) throws IOException, GeneralSecurityException, InterruptedException {
        if (Files.exists(DIR)) {
            System.out.println(DIR + " is there already, and is kept; remove it to begin anew.");
            return;
        }
        Files.createDirectories(DIR);
        Files.setPosixFilePermissions(DIR, PosixFilePermissions.fromString("rwx------"));
        databases();
        principals();
        portal();
        approvalKey();
        auditKey("postern.example/" + (args.length > 0 ? args[0] : "demo"));
        certificate();
        System.out.println("Made " + DIR);
    }

    static void databases() throws IOException {
        write("database-superuser", random());
        for (String service : List.of("request", "approval", "enforcer", "expiry", "portal")) {
            write("database-" + service + ".properties", "quarkus.datasource.password=" + random() + "\n");
        }
        write(
                "database-audit.properties",
                "quarkus.datasource.password=" + random() + "\nquarkus.flyway.password=" + random() + "\n");
    }

    static void principals() throws IOException {
        for (String name : PRINCIPALS) {
            write("principal-" + name, random());
        }
        write("principals.json", PRINCIPALS.stream().map(MakeSecrets::member).collect(Collectors.joining(",", "{", "}")));
    }

    /** The portal reads its client secret as a setting, and seals its sessions with a key of its own. */
    static void portal() throws IOException {
        write(
                "portal-client.properties",
                "quarkus.oidc.credentials.secret=" + Files.readString(DIR.resolve("principal-postern-portal")) + "\n");
        write("portal-session.key", random());
    }

    static String member(String name) {
        try {
            return "\"" + name + "\":\"" + Files.readString(DIR.resolve("principal-" + name)) + "\"";
        } catch (IOException e) {
            throw new IllegalStateException("the secret of " + name + " cannot be read back", e);
        }
    }

    /** A JSON Web Key whose id is its RFC 7638 thumbprint, and the public set that the enforcer pins. */
    static void approvalKey() throws IOException, GeneralSecurityException {
        KeyPair pair = ed25519();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String x = base64.encodeToString(raw(pair.getPublic().getEncoded()));
        String kid = base64.encodeToString(sha256(("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}").getBytes()));
        String shown = "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"sig\",\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\",\"x\":\""
                + x + "\"";
        write("approval-keys.json", "{\"keys\":[{" + shown + "}]}");
        write("approval-key.jwk", "{" + shown + ",\"d\":\"" + base64.encodeToString(raw(pair.getPrivate().getEncoded())) + "\"}");
    }

    /** A key of the C2SP note form. */
    static void auditKey(String name) throws IOException, GeneralSecurityException {
        KeyPair pair = ed25519();
        byte[] shown = typed(raw(pair.getPublic().getEncoded()));
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes((name + "\n").getBytes(StandardCharsets.UTF_8));
        named.writeBytes(shown);
        String hash = HexFormat.of().formatHex(sha256(named.toByteArray()), 0, 4);
        Base64.Encoder base64 = Base64.getEncoder();
        write("audit-note.pub", name + "+" + hash + "+" + base64.encodeToString(shown) + "\n");
        write(
                "audit-note.key",
                "PRIVATE+KEY+" + name + "+" + hash + "+" + base64.encodeToString(typed(raw(pair.getPrivate().getEncoded())))
                        + "\n");
    }

    /** The emulator's certificate, and a trust store that holds nothing else. */
    static void certificate() throws IOException, InterruptedException {
        write("emulator.p12.password", random());
        String cert = DIR.resolve("emulator.crt").toString();
        List<String> own = List.of("-alias", "emulator", "-keystore", DIR.resolve("emulator.p12").toString(),
                "-storepass:file", DIR.resolve("emulator.p12.password").toString());
        keytool(own, "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-validity", "825", "-storetype", "PKCS12",
                "-dname", "CN=azure-emulator", "-ext", "san=dns:azure-emulator,dns:localhost,ip:127.0.0.1");
        keytool(own, "-exportcert", "-rfc", "-file", cert);
        List<String> trust = List.of("-alias", "emulator", "-keystore", DIR.resolve("trust.p12").toString(),
                "-storepass", "changeit"); // it holds a public certificate: its password keeps nothing secret
        keytool(trust, "-importcert", "-noprompt", "-storetype", "PKCS12", "-file", cert);
        Files.delete(Path.of(cert));
        for (String store : List.of("emulator.p12", "trust.p12")) {
            readable(DIR.resolve(store));
        }
    }

    static void keytool(List<String> where, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
        builder.command().addAll(List.of(args));
        builder.command().addAll(where);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool " + args[0] + " failed: " + said);
        }
    }

    static KeyPair ed25519() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    /** The 32 bytes of an Ed25519 key are the last of its encoded form. */
    static byte[] raw(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    static byte[] typed(byte[] key) {
        byte[] typed = new byte[key.length + 1];
        typed[0] = 1;
        System.arraycopy(key, 0, typed, 1, key.length);
        return typed;
    }

    static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static void write(String name, String content) throws IOException {
        Files.writeString(DIR.resolve(name), content);
        readable(DIR.resolve(name));
    }

    static void readable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
