package io.postern.emulator.entra;

import io.postern.emulator.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Entra's pages: whole documents without script, which no other page may frame. */
final class Pages {
    private static final byte[] STYLE = style();

    private Pages() {}

    private static byte[] style() {
        try (InputStream in = Pages.class.getResourceAsStream("/io/postern/emulator/sign-in.css")) {
            if (in == null) {
                throw new IOException("sign-in.css is missing from the class path");
            }
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Reply stylesheet() {
        return Reply.raw(200, Map.of("Content-Type", "text/css; charset=utf-8"), STYLE);
    }

    /** A page with a heading and what stands below it, as HTML. */
    static Reply page(int status, String heading, String content) {
        return page(status, heading, content, "");
    }

    /** A page with a form whose answer leads on to another origin. */
    static Reply page(int status, String heading, String content, String formGoesTo) {
        String html = """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s - Sign in to your account</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/adfs/oauth2/sign-in.css">
                </head>
                <body>
                <main>
                <p class="brand">Contoso <span>local emulator</span></p>
                <h1>%1$s</h1>
                %2$s
                </main>
                </body>
                </html>
                """.formatted(text(heading), content);
        return Reply.raw(
                status,
                Map.of(
                        "Content-Type",
                        "text/html; charset=utf-8",
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none';"
                                + " form-action 'self'" + (formGoesTo.isEmpty() ? "" : " " + formGoesTo),
                        "X-Content-Type-Options",
                        "nosniff",
                        "Referrer-Policy",
                        "no-referrer",
                        "Cache-Control",
                        "no-store"),
                html.getBytes(StandardCharsets.UTF_8));
    }

    static Reply refusal(Refused refused) {
        return page(
                refused.status(),
                "Sorry, but we're having trouble signing you in",
                "<p role=\"alert\">" + text(refused.description()) + "</p>");
    }

    static Reply redirect(String where) {
        return Reply.of(302)
                .with("Location", where)
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }

    /** Any text, so that it stays text in HTML and in a quoted attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + text(name) + "\" value=\"" + text(value) + "\">\n";
    }
}
