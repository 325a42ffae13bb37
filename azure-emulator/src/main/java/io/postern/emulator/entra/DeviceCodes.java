package io.postern.emulator.entra;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Sign-ins that an application without a browser waits for (RFC 8628), while a person types the code that it shows. */
final class DeviceCodes {
    static final Duration LIFE = Duration.ofMinutes(15);
    /** How long to wait between two questions; Azure's five seconds have no use on one machine. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Duration PENALTY = Duration.ofSeconds(5);
    private static final int MOST = 1_000;

    private final Kept<Asked> byDevice = new Kept<>(MOST, LIFE.multipliedBy(2));
    private final Kept<String> devices = new Kept<>(MOST, LIFE.multipliedBy(2));

    private enum Answer {
        NONE,
        YES,
        NO
    }

    /** One wait. */
    record Asked(
            String deviceCode,
            String userCode,
            Client client,
            Scopes scopes,
            AskedClaims claims,
            Instant until,
            Instant next,
            Duration interval,
            Answer answer,
            Optional<SignIn> signIn) {
        private Asked polled(Instant now, Duration every) {
            return new Asked(
                    deviceCode, userCode, client, scopes, claims, until, now.plus(every), every, answer, signIn);
        }

        private Asked answered(Answer how, Optional<SignIn> who) {
            return new Asked(deviceCode, userCode, client, scopes, claims, until, next, interval, how, who);
        }
    }

    synchronized Asked begin(Client client, Scopes scopes, AskedClaims claims, Instant now) {
        String user = RandomText.readable();
        Asked asked = new Asked(
                RandomText.next(),
                user,
                client,
                scopes,
                claims,
                now.plus(LIFE),
                now,
                INTERVAL,
                Answer.NONE,
                Optional.empty());
        byDevice.put(asked.deviceCode(), asked, now);
        devices.put(user, asked.deviceCode(), now);
        return asked;
    }

    /** Who waits for the code that a person typed, however it was cased and spaced. */
    synchronized Optional<Asked> typed(String userCode, Instant now) {
        String plain = userCode.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return devices.get(plain, now)
                .flatMap(device -> byDevice.get(device, now))
                .filter(asked -> asked.answer() == Answer.NONE && now.isBefore(asked.until()));
    }

    synchronized void approve(Asked asked, SignIn signIn, Instant now) {
        byDevice.put(asked.deviceCode(), asked.answered(Answer.YES, Optional.of(signIn)), now);
    }

    synchronized void decline(Asked asked, Instant now) {
        byDevice.put(asked.deviceCode(), asked.answered(Answer.NO, Optional.empty()), now);
    }

    synchronized SignIn redeem(String deviceCode, Client client, Instant now) throws Refused {
        Asked asked = byDevice.get(deviceCode, now)
                .filter(a -> a.client().id().equals(client.id()))
                .orElseThrow(() -> new Refused(
                        400, "bad_verification_code", 70018, "The device code is not known, or was used before."));
        if (!now.isBefore(asked.until())) {
            throw new Refused(400, "expired_token", 70020, "The provided device code has expired. Begin again.");
        }
        if (asked.answer() == Answer.NO) {
            throw new Refused(400, "authorization_declined", 65004, "The person declined to sign in.");
        }
        if (asked.signIn().isPresent()) {
            byDevice.take(deviceCode, now);
            return asked.signIn().get();
        }
        boolean early = now.isBefore(asked.next());
        Duration every = early ? asked.interval().plus(PENALTY) : asked.interval();
        byDevice.put(deviceCode, asked.polled(now, every), now);
        throw early
                ? new Refused(400, "slow_down", 90055, "Asked too often: wait " + every.toSeconds() + " s each time.")
                : new Refused(
                        400, "authorization_pending", 70016, "The person has not signed in yet. Continue to ask.");
    }
}
