package io.postern.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.postern.cli.signin.Screen;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The terminal and the browser of whoever signs in. */
final class SignInScreen implements Screen {
    private static final List<String> OPENERS = List.of("xdg-open", "open");

    private final Terminal terminal;

    SignInScreen(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public boolean isAttended() {
        return terminal.isAttended();
    }

    @Override
    public void tell(String line) {
        terminal.note(line);
    }

    @Override
    public void open(URI address) {
        if (terminal.isJson()) {
            terminal.answer(terminal.object().put("open", address.toString()));
        } else {
            tell("Sign in in your browser; if none opens, go to\n  " + address);
        }
        opener(terminal.environment()).ifPresent(opener -> {
            try {
                new ProcessBuilder(opener.toString(), address.toString())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
            } catch (IOException noBrowser) {
                tell("No browser opened: " + noBrowser.getMessage());
            }
        });
    }

    @Override
    public void code(JsonNode code) {
        if (terminal.isJson()) {
            terminal.answer(terminal.object()
                    .put("open", code.path("verification_uri").asText())
                    .put("code", code.path("user_code").asText()));
        } else {
            tell("Go to " + code.path("verification_uri").asText() + " and type the code "
                    + code.path("user_code").asText());
        }
    }

    /** BROWSER, where it names one program; or what the desktop has. */
    private static Optional<Path> opener(Map<String, String> environment) {
        String browser = environment.getOrDefault("BROWSER", "");
        if (browser.startsWith("/")) {
            return Optional.of(Path.of(browser));
        }
        Optional<Path> named = browser.isEmpty() ? Optional.empty() : OnPath.find(browser, environment);
        return named.or(() -> OPENERS.stream()
                .flatMap(opener -> OnPath.find(opener, environment).stream())
                .findFirst());
    }
}
