package io.postern.messaging.quarkus;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.Config;

/** The settings {@code kafka.*} that a producer knows, as the channels of the service use them too. */
public final class ProducerSettings {
    private static final String PREFIX = "kafka.";

    private ProducerSettings() {}

    public static Map<String, Object> from(Config config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        for (String given : config.getPropertyNames()) {
            String name = given.toLowerCase(Locale.ROOT).replace('_', '.');
            if (name.startsWith(PREFIX) && ProducerConfig.configNames().contains(name.substring(PREFIX.length()))) {
                config.getOptionalValue(given, String.class)
                        .ifPresent(value -> settings.put(name.substring(PREFIX.length()), value));
            }
        }
        return settings;
    }
}
