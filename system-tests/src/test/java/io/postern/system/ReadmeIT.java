package io.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells people to type works. */
@Order(8)
@ExtendWith(RunningStack.class)
class ReadmeIT {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static final Pattern REQUEST = Pattern.compile("01[0-9A-Z]{24}");

    /** What ID stands for is what the last of these asked for. */
    private static final Set<String> ASKING = Set.of("request", "ensure");

    /** These have tests of their own, or are how this test came to run. */
    private static final Set<String> ELSEWHERE = Set.of("demo", "test", "up", "down");

    @Test
    void everyCommandOfTheReadmeWorks(Stack stack) throws Exception {
        List<List<String>> commands = commands("README.md").stream()
                .filter(words -> !ELSEWHERE.contains(words.getFirst()))
                .toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        for (List<String> words : commands) {
            Command command = Command.run(words, stack);
            assertThat(command.exit()).as(words + "\n" + command.output()).isZero();
        }
    }

    @Test
    void everyCommandOfTheCommandLinesPageWorks(Stack stack, @TempDir Path dir) throws Exception {
        Map<String, String> path = Map.of("PATH", FakeSsh.in(dir));
        String id = "";
        for (List<String> words : commands("docs/cli.md")) {
            String known = id;
            List<String> line =
                    words.stream().map(word -> word.equals("ID") ? known : word).toList();
            Command command = Command.run(line, stack, path);
            assertThat(command.exit()).as(line + "\n" + command.output()).isZero();
            Matcher first = REQUEST.matcher(command.output());
            id = ASKING.contains(words.getFirst()) && first.find() ? first.group() : id;
        }
        assertThat(id).isNotEmpty();
    }

    @Test
    void theTrailVerifiesAfterAllThatHappened(Stack stack) throws Exception {
        Command verify = Command.run(List.of("audit", "verify"), stack);

        assertThat(verify.exit()).as(verify.output()).isZero();
    }

    private static List<List<String>> commands(String page) throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", page))) {
            if (line.startsWith("./postern ")) {
                commands.add(words(line.substring("./postern ".length()).replaceFirst("\\s+#.*", "")));
            }
        }
        return commands;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        return words;
    }
}
