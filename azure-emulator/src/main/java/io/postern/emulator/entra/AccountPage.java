package io.postern.emulator.entra;

import io.postern.emulator.http.Call;
import io.postern.emulator.http.Reply;
import io.postern.emulator.world.Person;
import io.postern.emulator.world.Seed;
import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** "Pick an account": a button for each person of the directory; the one that the application hints at comes first. */
record AccountPage(
        String application,
        String problem,
        boolean secondFactor,
        String hint,
        Map<String, String> parameters,
        String next) {
    // What the page itself asks for.
    private static final Set<String> OWN = Set.of("who", "confirmed", "cancel");

    AccountPage {
        parameters = Map.copyOf(parameters);
    }

    static AccountPage toContinueTo(String application) {
        return new AccountPage(application, "", false, "", Map.of(), "");
    }

    AccountPage withProblem(String sentence) {
        return new AccountPage(application, sentence, secondFactor, hint, parameters, next);
    }

    AccountPage withSecondFactor(boolean asked) {
        return new AccountPage(application, problem, asked, hint, parameters, next);
    }

    AccountPage withHint(String username) {
        return new AccountPage(application, problem, secondFactor, username, parameters, next);
    }

    /** The request, which comes back with the answer. */
    AccountPage withParameters(Map<String, String> all) {
        return new AccountPage(application, problem, secondFactor, hint, all, next);
    }

    /** Browsers hold a form's redirects too against the page's policy. */
    AccountPage leadingTo(String redirect) {
        URI uri = URI.create(redirect);
        return new AccountPage(
                application, problem, secondFactor, hint, parameters, uri.getScheme() + "://" + uri.getAuthority());
    }

    Reply reply(Call call, Seed seed) {
        StringBuilder html = new StringBuilder();
        html.append("<p>to continue to <strong>")
                .append(Pages.text(application))
                .append("</strong></p>\n");
        if (!problem.isEmpty()) {
            html.append("<p role=\"alert\">").append(Pages.text(problem)).append("</p>\n");
        }
        html.append("<form method=\"post\" action=\"")
                .append(Pages.text(call.path()))
                .append("\">\n");
        parameters.entrySet().stream()
                .filter(e -> !OWN.contains(e.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> html.append(Pages.hidden(e.getKey(), e.getValue())));
        if (secondFactor) {
            html.append("<p class=\"factor\"><label><input type=\"checkbox\" name=\"confirmed\" value=\"yes\" required>"
                    + " Confirm with a second factor</label></p>\n");
        }
        html.append("<ul>\n");
        Stream<Person> people = seed.people().stream().sorted(Comparator.comparing(p -> !hinted(p, seed)));
        people.forEach(person -> html.append(account(person, seed)));
        html.append("</ul>\n<p class=\"end\"><button class=\"plain\" name=\"cancel\" value=\"yes\" formnovalidate>"
                + "Cancel</button></p>\n</form>");
        return Pages.page(200, "Pick an account", html.toString(), next);
    }

    private boolean hinted(Person person, Seed seed) {
        return hint.equalsIgnoreCase(person.name()) || hint.equalsIgnoreCase(person.name() + "@" + seed.domain());
    }

    private String account(Person person, Seed seed) {
        String initials = Stream.of(person.displayName().split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining());
        String roles = person.roles().isEmpty() ? "no role" : String.join(", ", person.roles());
        return "<li><button name=\"who\" value=\"" + Pages.text(person.name()) + "\""
                + (hinted(person, seed) ? " autofocus" : "") + "><span class=\"face\" aria-hidden=\"true\">"
                + Pages.text(initials) + "</span><span class=\"name\">" + Pages.text(person.displayName())
                + "</span><span>" + Pages.text(person.name() + "@" + seed.domain()) + "</span><span class=\"roles\">"
                + Pages.text(roles) + "</span></button></li>\n";
    }
}
