package io.postern.portal.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CameFromTest {
    private static final String PORTAL = "https://postern.contoso.example";

    @Test
    void aPageIsItsPathWithAllThatItsAddressSays() {
        assertThat(CameFrom.page(PORTAL + "/request?vm=%2Fs%2Fweb-1&port=22"))
                .isEqualTo("/request?vm=%2Fs%2Fweb-1&port=22");
        assertThat(CameFrom.page(PORTAL)).isEqualTo("/");
        assertThat(CameFrom.page(PORTAL + "//evil.example/x")).isEqualTo("/");
        assertThat(CameFrom.page("not an address")).isEqualTo("/");
        assertThat(CameFrom.page(null)).isEqualTo("/");
    }

    @Test
    void whereNothingCanBeOpenedThePageBeforeItIsMeant() {
        Set<String> closed = new TreeSet<>(paths(POST.class));
        closed.removeAll(paths(GET.class));
        assertThat(closed).contains("/approvals/x/decisions", "/favourites", "/sign-out");
        assertThat(closed)
                .allSatisfy(path -> assertThat(CameFrom.page(PORTAL + path)).isNotEqualTo(path));
    }

    private static Set<String> paths(Class<? extends Annotation> verb) {
        Set<String> paths = new TreeSet<>();
        for (JavaClass page : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(CameFrom.class)) {
            for (JavaMethod method : page.getMethods()) {
                if (page.isAnnotatedWith(Path.class) && method.isAnnotatedWith(verb)) {
                    String path = "/" + page.getAnnotationOfType(Path.class).value() + "/"
                            + method.tryGetAnnotationOfType(Path.class)
                                    .map(Path::value)
                                    .orElse("");
                    paths.add(path.replaceAll("\\{[^}]*}", "x")
                            .replaceAll("/+", "/")
                            .replaceAll("(.)/$", "$1"));
                }
            }
        }
        return paths;
    }
}
