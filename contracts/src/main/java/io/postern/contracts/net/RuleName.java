package io.postern.contracts.net;

import io.postern.contracts.id.GrantId;
import io.postern.contracts.id.VmId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a rule of ours in an NSG. It says whose the rule is, which grant it serves and when it ends, so that anybody
 * can close it without a database: {@code postern-<instance>-<grant ULID>-<end, epoch seconds in base 36>}.
 */
public sealed interface RuleName {
    /** The name as Azure holds it. */
    String text();

    /** The installation of Postern that owns the rule. */
    String instance();

    /** An opening. Its {@code end} is in whole seconds: from then on nobody may keep it. */
    record Opening(String instance, GrantId grant, Instant end) implements RuleName {
        public Opening {
            checkInstance(instance);
            if (end.getNano() != 0 || end.getEpochSecond() < 0) {
                throw new IllegalArgumentException("the end of an opening is a whole second after 1970");
            }
        }

        @Override
        public String text() {
            return "postern-" + instance + "-" + grant.value().toLowerCase(Locale.ROOT) + "-"
                    + Long.toString(end.getEpochSecond(), 36);
        }
    }

    /** The deny that keeps a protected VM's ports shut. It has no end, and the sweeper leaves it alone. */
    record Baseline(String instance, String vmHash) implements RuleName {
        public Baseline {
            checkInstance(instance);
        }

        /** The baseline of a VM on one of its NSGs. */
        public static Baseline of(String instance, VmId vm) {
            return new Baseline(instance, hash(vm.key()));
        }

        @Override
        public String text() {
            return "postern-" + instance + "-deny-" + vmHash;
        }

        private static String hash(String key) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest, 0, 8);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has SHA-256", impossible);
            }
        }
    }

    /** Reads a name; empty when the rule is not one of this installation's. Azure compares names without case. */
    static Optional<RuleName> parse(String instance, String name) {
        checkInstance(instance);
        Matcher parts = Forms.OURS.matcher(name.toLowerCase(Locale.ROOT));
        if (!parts.matches() || !parts.group(1).equals(instance)) {
            return Optional.empty();
        }
        if (parts.group(2) != null) {
            return Optional.of(new Baseline(instance, parts.group(2)));
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts.group(4), 36));
        return Optional.of(new Opening(instance, new GrantId(parts.group(3)), end));
    }

    private static void checkInstance(String instance) {
        if (!Forms.INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException("an instance is named by 1 to 12 lower-case letters and digits");
        }
    }

    /** The patterns, held apart because an interface would publish them. */
    final class Forms {
        private static final Pattern INSTANCE = Pattern.compile("[a-z0-9]{1,12}");
        private static final Pattern OURS = Pattern.compile(
                "postern-([a-z0-9]{1,12})-(?:deny-([0-9a-f]{16})|([0-7][0-9a-hjkmnp-tv-z]{25})-([0-9a-z]{1,10}))");

        private Forms() {}
    }
}
