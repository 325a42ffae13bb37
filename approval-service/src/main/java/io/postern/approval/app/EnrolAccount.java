package io.postern.approval.app;

import io.postern.approval.domain.Approver;
import io.postern.approval.domain.proof.EnrolmentClaims;
import io.postern.contracts.event.AttemptRefused;
import io.postern.contracts.event.SettingsChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds an account at a bot to the person who signs in with the code that the bot gave that account. Afterwards a click there
 * is this person's verdict, so it takes a sign-in that is fresh and strong.
 */
public final class EnrolAccount {
    /** What enrolling came to. */
    public sealed interface Outcome {
        record Enrolled(Enrolments.Enrolment enrolment) implements Outcome {}

        /** Sign in again, with several factors. */
        record StepUp() implements Outcome {}

        record Refused(String reason, String detail) implements Outcome {}
    }

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final BotSignatures signatures;
    private final UsedProofs proofs;
    private final Enrolments enrolments;
    private final Facts facts;
    private final UnitOfWork unitOfWork;
    private final String instance;

    public EnrolAccount(
            BotSignatures signatures,
            UsedProofs proofs,
            Enrolments enrolments,
            Facts facts,
            UnitOfWork unitOfWork,
            String instance) {
        this.signatures = signatures;
        this.proofs = proofs;
        this.enrolments = enrolments;
        this.facts = facts;
        this.unitOfWork = unitOfWork;
        this.instance = instance;
    }

    public boolean knows(String bot) {
        return signatures.bots().contains(bot);
    }

    public Outcome enrol(String bot, String code, Approver person, Instant now) {
        if (!isFresh(person.strongSince(), now)) {
            return new Outcome.StepUp();
        }
        return unitOfWork.doing(() -> {
            Outcome outcome = switch (signatures.enrolment(bot, code)) {
                case Signed.Forged<EnrolmentClaims>(String because) -> invalid(because);
                case Signed.Claims<EnrolmentClaims>(EnrolmentClaims claims) -> enrol(bot, claims, person, now);
            };
            if (outcome instanceof Outcome.Refused(String reason, String detail)) {
                facts.append(new AttemptRefused(subject(bot, person), person.id(), "enrol", reason, detail));
            }
            return outcome;
        });
    }

    public List<Enrolments.Enrolment> of(String bot, Approver person) {
        return unitOfWork.doing(() -> enrolments.of(person.id(), bot));
    }

    /** Takes all accounts of a person at a bot away; needs no fresh sign-in, as it only takes away. */
    public void remove(String bot, Approver person) {
        unitOfWork.doing(() -> {
            int removed = enrolments.remove(person.id(), bot);
            if (removed > 0) {
                facts.append(new SettingsChanged(subject(bot, person), "enrolled", "removed"));
            }
            return removed;
        });
    }

    private Outcome enrol(String bot, EnrolmentClaims claims, Approver person, Instant now) {
        Optional<String> objection = claims.objection(bot, instance, now);
        if (objection.isPresent()) {
            return invalid(objection.get());
        }
        if (!proofs.use(bot, claims.base().jti(), person.id(), claims.base().expiresAt(), now)) {
            return invalid("it was used before; ask the bot for another one");
        }
        Enrolments.Enrolment enrolment =
                new Enrolments.Enrolment(bot, claims.account(), person.id(), person.name(), now);
        Optional<Enrolments.Enrolment> earlier = enrolments.find(bot, claims.account());
        if (earlier.isPresent() && earlier.get().person().equals(person.id())) {
            return new Outcome.Enrolled(earlier.get());
        }
        if (!enrolments.add(enrolment)) {
            return new Outcome.Refused(
                    "account-taken", "This account is enrolled by somebody else, who must remove it first.");
        }
        facts.append(new SettingsChanged(subject(bot, person), null, "enrolled"));
        return new Outcome.Enrolled(enrolment);
    }

    private static Outcome invalid(String because) {
        return new Outcome.Refused("invalid-code", "This code does not enrol anybody: " + because + ".");
    }

    private static boolean isFresh(@Nullable Instant strongSince, Instant now) {
        return strongSince != null && !strongSince.isBefore(now.minus(FRESH)) && !strongSince.isAfter(now.plus(SKEW));
    }

    private static String subject(String bot, Approver person) {
        return "bot-enrolment/" + bot + "/" + person.id().tenant() + "/"
                + person.id().oid();
    }
}
