package io.postern.bot;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the bot is told by its environment.
 *
 * @param name the name under which it is registered
 * @param instance the installation that it brings verdicts to
 */
record BotSettings(String name, String instance, String kafka, Path keyFile, String approvalUrl) {
    static BotSettings of(Map<String, String> environment) {
        return new BotSettings(
                environment.getOrDefault("SAMPLE_BOT_NAME", "sample"),
                environment.getOrDefault("POSTERN_INSTANCE", "demo"),
                environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
                Path.of(environment.getOrDefault("SAMPLE_BOT_KEY", ".postern/secrets/sample-bot.jwk")),
                environment.getOrDefault("POSTERN_APPROVAL_URL", "http://127.0.0.1:8082"));
    }
}
