package io.postern.portal.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** A browser without a screen: it keeps cookies, follows redirects and says where a form was sent from. */
public final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final HttpClient still =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI portal = URI.create(
            "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class));

    /** A browser in which somebody is signed in. */
    public static Browser of(Who who) {
        Browser browser = new Browser();
        PortalWorld.issuer().next(who);
        // A way through the sign-in to a page that asks no service.
        browser.get("/sign-in/confirm?to=/signed-out");
        return browser;
    }

    /** Signs in, as a visit of a page does by itself. */
    public HttpResponse<String> signIn(Who who) {
        PortalWorld.issuer().next(who);
        return get("/");
    }

    public HttpResponse<String> get(String path) {
        return send(http, request(path).GET());
    }

    /** The first answer, redirect or not. */
    public HttpResponse<String> getStill(String path) {
        return send(still, request(path).GET());
    }

    /** The data of the first events of a stream. */
    public List<String> events(String path, int count) {
        HttpRequest stream =
                request(path).setHeader("Accept", "text/event-stream").build();
        try (Stream<String> lines = still.send(stream, BodyHandlers.ofLines()).body()) {
            return lines.filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring("data:".length()).strip())
                    .limit(count)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("stopped while waiting", e);
        }
    }

    /** What htmx does to fetch a part of a page. */
    public HttpResponse<String> part(String path) {
        return send(http, request(path).header("HX-Request", "true").GET());
    }

    /** Sends a form of a page of the portal, without following where it leads. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(still, form(path, fields).header("Sec-Fetch-Site", "same-origin"));
    }

    /** Sends a form by htmx. */
    public HttpResponse<String> postPart(String path, Map<String, String> fields) {
        return send(
                still,
                form(path, fields).header("Sec-Fetch-Site", "same-origin").header("HX-Request", "true"));
    }

    /** A form, to be changed before it is sent with {@link #still}. */
    public HttpRequest.Builder form(String path, Map<String, String> fields) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(portal.resolve(path)).timeout(PATIENCE).header("Accept", "text/html");
    }

    /** Sends it as it is, without following where it leads. */
    public HttpResponse<String> still(HttpRequest.Builder request) {
        return send(still, request);
    }

    /** Signs in step by step, with further headers; returns every cookie just as it was set. */
    public List<String> cookiesOfASignIn(String path, Map<String, String> headers) {
        HttpResponse<String> start = still(with(request(path), headers));
        HttpResponse<String> issuer =
                send(still, HttpRequest.newBuilder(URI.create(location(start))).GET());
        URI back = URI.create(location(issuer));
        // The cookie store would keep cookies for https to itself: the proxy speaks http behind it.
        String state = start.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        HttpResponse<String> end = send(
                HttpClient.newHttpClient(),
                with(request(back.getRawPath() + "?" + back.getRawQuery()), headers)
                        .header("Cookie", state));
        return Stream.of(start, end)
                .flatMap(answer -> answer.headers().allValues("Set-Cookie").stream())
                .filter(cookie -> !cookie.contains("Max-Age=0"))
                .toList();
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        return request;
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** The cookies that the portal set. */
    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /** Puts in a cookie, as somebody might who got at the browser before. */
    public void plant(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        // As the cookie store itself calls it: else there would be two of one name.
        cookie.setDomain(portal.getHost() + ".local");
        cookie.setVersion(0);
        cookies.getCookieStore().add(portal, cookie);
    }

    public URI portal() {
        return portal;
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("stopped while waiting", e);
        }
    }
}
