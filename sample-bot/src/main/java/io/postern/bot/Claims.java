package io.postern.bot;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the bot signs. Postern takes exactly these claims: none may be missing, and none may be added. */
final class Claims {
    private static final Duration VERDICT = Duration.ofMinutes(2);
    private static final Duration CODE = Duration.ofMinutes(10);

    private Claims() {}

    /** A person's verdict about what they were shown. */
    static Map<String, Object> decision(
            BotSettings bot, Asked asked, String verdict, Person as, String reason, Instant now) {
        Map<String, Object> claims = base(bot, as.account(), now, VERDICT);
        claims.put("sub", asked.requestId());
        claims.put("digest", asked.digest());
        claims.put("verdict", verdict);
        claims.put("approver", Map.of("tenant", as.tenant(), "oid", as.oid()));
        claims.put("reason", reason);
        return claims;
    }

    /** That whoever has this code got it on this account. */
    static Map<String, Object> enrolment(BotSettings bot, String account, Instant now) {
        return base(bot, account, now, CODE);
    }

    private static Map<String, Object> base(BotSettings bot, String account, Instant now, Duration holds) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "postern-bot/" + bot.name());
        claims.put("aud", "postern-approval/" + bot.instance());
        claims.put("jti", UlidCreator.getUlid().toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(holds).getEpochSecond());
        claims.put("account", account);
        return claims;
    }
}
