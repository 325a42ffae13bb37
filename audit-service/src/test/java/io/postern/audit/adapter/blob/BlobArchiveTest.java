package io.postern.audit.adapter.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.audit.app.LogRefused;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlobArchiveTest {
    private static final byte[] BYTES = {0, 1, 2, -1};

    private final StubContainer container = new StubContainer();
    private final BlobArchive archive = new BlobArchive(
            BlobArchive.builder(container.address()).setAnonymousAccess().buildClient());

    BlobArchiveTest() throws IOException {}

    @AfterEach
    void close() {
        container.close();
    }

    @Test
    void aFileIsKeptByteForByteUnderItsOwnPath() {
        archive.keep("tile/entries/x001/234", BYTES);

        assertThat(container.blobs).containsOnlyKeys("tile/entries/x001/234");
        assertThat(container.blobs.get("tile/entries/x001/234")).isEqualTo(BYTES);
        assertThat(archive.holds("tile/entries/x001/234")).isTrue();
        assertThat(archive.holds("tile/entries/x001/235")).isFalse();
    }

    @Test
    void theSameBytesAreKeptOnceHoweverOftenTheyCome() {
        archive.keep("signed/256", BYTES);
        archive.keep("signed/256", BYTES);

        assertThat(container.blobs).hasSize(1);
    }

    @Test
    void otherBytesAtTheSamePathAreRefusedAndTheFirstOnesStay() {
        archive.keep("signed/256", BYTES);

        assertThatThrownBy(() -> archive.keep("signed/256", new byte[] {9}))
                .isInstanceOf(LogRefused.class)
                .hasMessageContaining("signed/256");
        assertThat(container.blobs.get("signed/256")).isEqualTo(BYTES);
    }

    @Test
    void aContainerWithoutAnImmutabilityPolicyGetsNothingUntilItHasOne() {
        container.immutable = false;

        assertThatThrownBy(() -> archive.keep("signed/256", BYTES))
                .hasMessageContaining("az storage container immutability-policy create")
                .hasMessageContaining("--container-name postern-log");
        assertThatThrownBy(() -> archive.holds("signed/256")).isInstanceOf(IllegalStateException.class);
        assertThat(container.blobs).isEmpty();

        container.immutable = true;
        archive.keep("signed/256", BYTES);
        assertThat(container.blobs).hasSize(1);
    }

    @Test
    void whatFailsForAMomentIsTriedAgain() {
        container.failures = 1;
        archive.keep("signed/256", BYTES);

        assertThat(container.blobs).hasSize(1);
    }

    @Test
    void anArchiveThatIsAwayIsAnErrorAndNotAnAnswer() {
        assertThat(archive.holds("signed/256")).isFalse();
        container.close();

        assertThatThrownBy(() -> archive.holds("signed/256")).isNotInstanceOf(LogRefused.class);
    }
}
