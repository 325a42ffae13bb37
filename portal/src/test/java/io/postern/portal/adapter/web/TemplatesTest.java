package io.postern.portal.adapter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every template and asset, whoever writes it. */
class TemplatesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final int MOST_BYTES = 150_000;
    private static final int FOR_THE_PAGE_ITSELF = 50_000;

    /** What the content policy would stop, or what would run a string as code. */
    private static final List<Pattern> FORBIDDEN = Stream.of(
                    "<script(?![^>]*\\ssrc=)[^>]*>",
                    "<script[^>]*src=[\"'](?!\\{cdi:shell\\.|/assets/)",
                    "<style",
                    "\\sstyle\\s*=",
                    "\\son[a-z]+\\s*=",
                    "hx-on",
                    "hx-vals=[\"']js:",
                    "javascript:",
                    "(src|href)=[\"']https?:",
                    "\\.raw\\b",
                    "\\.safe\\b",
                    // A value that is not in quotes could bring attributes of its own.
                    "<[a-z][^<>]*\\s[a-z-]+=\\{",
                    "<iframe|<object|<embed|<base")
            .map(regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE))
            .toList();

    static Stream<Path> templates() throws IOException {
        return Files.walk(RESOURCES.resolve("templates")).filter(Files::isRegularFile);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTemplateHasWhatTheContentPolicyForbids(Path template) throws IOException {
        assertThat(violations(Files.readString(template))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>x</script>",
                "<script type=module>",
                "<script src='https://cdn.example/x.js'></script>",
                "<p style='color:red'>",
                "<a onclick=x()>",
                "<div hx-on:click='x'>",
                "<a href=\"javascript:x\">",
                "<img src=\"http://x\">",
                "{vm.name.raw}",
                "<input value={vm.name}>",
                "<STYLE>"
            })
    void whatIsForbiddenIsFound(String template) {
        assertThat(violations(template)).isNotEmpty();
    }

    @Test
    void aFirstVisitLoadsLittle() throws IOException {
        Assets assets = new Assets();
        long bytes = 0;
        for (Asset asset : List.of(assets.styles(), assets.script(), assets.icons())) {
            bytes += compressed(asset.bytes());
        }
        assertThat(bytes).isLessThan(MOST_BYTES - FOR_THE_PAGE_ITSELF);
    }

    @Test
    void ourOwnScriptsRunNoStringsAndTouchNoStyles() throws IOException {
        try (Stream<Path> scripts = Files.list(RESOURCES.resolve("assets/js"))) {
            assertThat(scripts.filter(path -> path.toString().endsWith(".js")))
                    .isNotEmpty()
                    .allSatisfy(script -> assertThat(Files.readString(script))
                            .doesNotContainPattern(
                                    "\\beval\\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\\.write"));
        }
    }

    @Test
    void styleSheetsAndIconsLoadNothingFromElsewhere() {
        Assets assets = new Assets();
        assertThat(new String(assets.styles().bytes(), UTF_8)).doesNotContain("@import", "http:", "https:", "url(");
        assertThat(new String(assets.icons().bytes(), UTF_8).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http", "<script", "<style", "style=");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyIconThatATemplateNamesIsThere(Path template) throws IOException {
        String icons = new String(new Assets().icons().bytes(), UTF_8);
        assertThat(Pattern.compile("\\{#icon '([a-z-]+)'|icon=['\"]([a-z-]+)['\"]|icons\\}#([a-z-]+)")
                        .matcher(Files.readString(template))
                        .results())
                .allSatisfy(found -> {
                    String name = Stream.of(1, 2, 3)
                            .map(found::group)
                            .filter(group -> group != null)
                            .findFirst()
                            .orElseThrow();
                    assertThat(icons).contains("id=\"" + name + "\"");
                });
    }

    private static List<Pattern> violations(String template) {
        return FORBIDDEN.stream()
                .filter(pattern -> pattern.matcher(template).find())
                .toList();
    }

    private static int compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }
}
