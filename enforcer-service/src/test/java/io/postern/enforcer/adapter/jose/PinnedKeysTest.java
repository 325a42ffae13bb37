package io.postern.enforcer.adapter.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.enforcer.journey.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedKeysTest {
    private final PublicJsonWebKey old = TestKeys.generate("old");
    private final PublicJsonWebKey next = TestKeys.generate("next");

    @TempDir
    private Path dir;

    @Test
    void aChangeOfKeysNeedsNoRestart() throws IOException {
        PinnedKeys pinned = new PinnedKeys(TestKeys.publicSet(dir, old));
        assertThat(kids(pinned)).containsExactly("old");
        TestKeys.publicSet(dir, old, next);
        assertThat(kids(pinned)).containsExactly("old", "next");
        TestKeys.publicSet(dir, next);
        assertThat(kids(pinned)).containsExactly("next");
    }

    @Test
    void aFilePutInTheOthersPlaceIsNoticedWhateverItsTimeAndSize() throws IOException {
        Path file = TestKeys.publicSet(dir, old);
        PinnedKeys pinned = new PinnedKeys(file);
        assertThat(kids(pinned)).containsExactly("old");
        Path other = TestKeys.publicSet(Files.createDirectory(dir.resolve("other")), TestKeys.generate("new"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertThat(kids(pinned)).containsExactly("new");
    }

    @Test
    void aFaultyFileChangesNothingUntilItIsMended() throws Exception {
        Path file = TestKeys.publicSet(dir, old);
        PinnedKeys pinned = new PinnedKeys(file);
        assertThat(kids(pinned)).containsExactly("old");
        PublicJsonWebKey p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        p384.setKeyId("p384");
        PublicJsonWebKey nameless = TestKeys.generate("x");
        nameless.setKeyId(null);
        for (String text : List.of(
                "",
                "{\"keys\":[",
                "{\"keys\":[]}",
                "{\"keys\":[1]}",
                "{\"keys\":1}",
                "[]",
                "{\"keys\":[{\"kty\":\"OKP\",\"kid\":\"broken\"}]}",
                set(p384),
                set(nameless),
                set(old, next, TestKeys.generate("third")),
                set(next, next),
                new JsonWebKeySet(next).toJson(OutputControlLevel.INCLUDE_PRIVATE))) {
            Files.writeString(file, text);
            assertThat(kids(pinned)).as(text).containsExactly("old");
        }
        Files.delete(file);
        assertThat(kids(pinned)).containsExactly("old");
        TestKeys.publicSet(dir, next);
        assertThat(kids(pinned)).containsExactly("next");
    }

    @Test
    void aFileThatComesLaterIsFound() throws IOException {
        PinnedKeys pinned = new PinnedKeys(dir.resolve("keys.json"));
        assertThat(kids(pinned)).isEmpty();
        TestKeys.publicSet(dir, old);
        assertThat(kids(pinned)).containsExactly("old");
    }

    private static String set(PublicJsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static List<String> kids(PinnedKeys pinned) {
        return pinned.all().stream().map(JsonWebKey::getKeyId).toList();
    }
}
