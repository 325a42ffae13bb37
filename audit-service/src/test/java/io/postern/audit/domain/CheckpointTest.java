package io.postern.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    /** The example of the documentation of Go's note package. */
    private static final String GO_SIGNER =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static final String GO_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String GO_TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    private static final String GO_NOTE = GO_TEXT + "\n"
            + "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private final NoteKey key = NoteKey.generate("postern.example/test", new SecureRandom());
    private final Checkpoint checkpoint = new Checkpoint("postern.example/test", 7, Hash.ofLeaf(new byte[] {1}));

    @Test
    void aKeyWrittenByGoSignsTheSameNoteHere() {
        NoteKey go = NoteKey.parse(GO_SIGNER);

        assertThat(go.sign(GO_TEXT)).isEqualTo(GO_NOTE);
        assertThat(go.verifier().verifierForm()).isEqualTo(GO_VERIFIER);
        assertThat(go.verifier().open(GO_NOTE)).contains(GO_TEXT);
        assertThat(go.signerForm()).isEqualTo(GO_SIGNER);
    }

    @Test
    void aSignedCheckpointIsReadBack() {
        assertThat(Checkpoint.open(key.sign(checkpoint.text()), key.verifier())).contains(checkpoint);
    }

    @Test
    void aCheckpointWithAnotherSizeIsNotOurs() {
        String forged = key.sign(checkpoint.text()).replace("\n7\n", "\n8\n");

        assertThat(Checkpoint.open(forged, key.verifier())).isEmpty();
    }

    @Test
    void aCheckpointSignedByAnotherKeyOfTheSameNameIsNotOurs() {
        NoteKey other = NoteKey.generate("postern.example/test", new SecureRandom());

        assertThat(Checkpoint.open(other.sign(checkpoint.text()), key.verifier()))
                .isEmpty();
    }

    @Test
    void textThatIsNoNoteIsNotACheckpoint() {
        assertThat(Checkpoint.open("", key.verifier())).isEmpty();
        assertThat(Checkpoint.open(checkpoint.text() + "\n\u2014 postern.example/test !!!\n", key.verifier()))
                .isEmpty();
    }

    @Test
    void aKeyWhoseIdDoesNotFitIsRefused() {
        assertThatThrownBy(() -> NoteKey.parse(GO_SIGNER.replace("c74f20a3", "c74f20a4")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NoteKey.parse("secret")).isInstanceOf(IllegalArgumentException.class);
    }
}
