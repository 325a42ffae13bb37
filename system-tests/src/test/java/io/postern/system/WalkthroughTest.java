package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WalkthroughTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern FILE = Pattern.compile("`([a-z-]+/src/[^`]+)`");

    @Test
    void theWalkthroughNamesFilesThatAreThere() throws IOException {
        List<String> named = FILE.matcher(Files.readString(ROOT.resolve("docs/walkthrough.md")))
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.replace("`", ""))
                .toList();

        assertThat(named).hasSizeGreaterThan(20).allMatch(file -> Files.isRegularFile(ROOT.resolve(file)));
    }
}
