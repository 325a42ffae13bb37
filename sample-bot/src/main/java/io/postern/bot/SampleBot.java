package io.postern.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bot's commands. */
public final class SampleBot {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final String USAGE = """
            usage: sample-bot keygen                              makes the bot's key and prints its registration
                   sample-bot enrol ACCOUNT                       prints the code with which a person enrols the account
                   sample-bot watch                               shows what waits for people
                   sample-bot approve|deny REQUEST --as ACCOUNT=TENANT/OID [--reason TEXT]
            settings: SAMPLE_BOT_NAME SAMPLE_BOT_KEY POSTERN_INSTANCE KAFKA_BOOTSTRAP_SERVERS POSTERN_APPROVAL_URL""";

    private final BotSettings settings;
    private final Clock clock;

    SampleBot(BotSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        SampleBot bot = new SampleBot(BotSettings.of(System.getenv()), Clock.systemUTC());
        try {
            System.exit(bot.run(new ArrayList<>(List.of(arguments))));
        } catch (BotFault e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private int run(List<String> arguments) {
        String as = option(arguments, "--as").orElse("");
        String reason = option(arguments, "--reason").orElse("decided at the terminal");
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        return switch (command + " " + arguments.size()) {
            case "keygen 1" -> say(BotKey.generate(settings.keyFile()).registration(settings.name()));
            case "enrol 2" -> enrol(arguments.get(1));
            case "watch 1" -> watch();
            case "approve 2", "deny 2" -> decide(arguments.get(1), command, Person.of(as), reason);
            default -> {
                System.err.println(USAGE);
                yield 2;
            }
        };
    }

    private static Optional<String> option(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        if (at < 0 || at + 1 == arguments.size()) {
            return Optional.empty();
        }
        arguments.remove(at);
        return Optional.of(arguments.remove(at));
    }

    private static int say(String text) {
        System.out.println(text);
        return 0;
    }

    /** The code alone goes to standard output, so that it can be piped. */
    private int enrol(String account) {
        System.err.println("Sign in with a second factor, and within ten minutes POST {\"code\":\"…\"} to "
                + settings.approvalUrl() + "/api/v1/bots/" + settings.name() + "/enrolments");
        return say(BotKey.read(settings.keyFile())
                .sign("postern-enrolment+jwt", Claims.enrolment(settings, account, clock.instant())));
    }

    private int watch() {
        Inquiries inquiries = new Inquiries();
        try (Topics topics = new Topics(settings)) {
            List<Asked> waiting = new ArrayList<>();
            topics.all().forEach(event -> inquiries.take(event).ifPresent(waiting::add));
            waiting.stream()
                    .filter(asked -> inquiries.about(asked.requestId()).isPresent())
                    .forEach(asked -> say(asked.shown()));
            while (!Thread.currentThread().isInterrupted()) {
                topics.next(Duration.ofSeconds(1))
                        .forEach(event -> inquiries.take(event).ifPresent(asked -> say(asked.shown())));
            }
        }
        return 0;
    }

    private int decide(String requestId, String verdict, Person as, String reason) {
        BotKey key = BotKey.read(settings.keyFile());
        Inquiries inquiries = new Inquiries();
        try (Topics topics = new Topics(settings)) {
            topics.all().forEach(inquiries::take);
            Asked asked = inquiries
                    .about(requestId)
                    .orElseThrow(() -> new BotFault("Nothing waits for a verdict about " + requestId + "."));
            say(asked.shown());
            Instant now = clock.instant();
            String jws = key.sign("postern-decision+jwt", Claims.decision(settings, asked, verdict, as, reason, now));
            Messenger.send(settings, requestId, jws, now);
            return answer(topics, requestId, now.plus(ANSWER_WITHIN));
        }
    }

    private int answer(Topics topics, String requestId, Instant deadline) {
        while (clock.instant().isBefore(deadline)) {
            for (JsonNode event : topics.next(Duration.ofMillis(500))) {
                JsonNode data = event.path("data");
                if (!data.path("requestId").asText().equals(requestId)) {
                    continue;
                }
                switch (event.path("type").asText()) {
                    case "io.postern.approval.decision-counted.v1" -> {
                        return say("counted: " + data.path("counted") + " of " + data.path("needed"));
                    }
                    case "io.postern.approval.decision-rejected.v1" ->
                        throw new BotFault(
                                "It does not count (" + data.path("reason").asText() + "): "
                                        + data.path("detail").asText());
                    default -> {} // about the same request, but no answer to this
                }
            }
        }
        throw new BotFault("No answer. What proves nothing is set aside without one: look whether the bot is registered"
                + " with this key, and whether its clock is right.");
    }
}
