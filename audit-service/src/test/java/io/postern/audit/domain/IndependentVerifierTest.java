package io.postern.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Our proofs before a verifier that others wrote for their own logs: that of Sigstore. */
class IndependentVerifierTest {
    private final Map<String, byte[]> tiles = new HashMap<>();
    private LogTree tree = LogTree.empty();

    @Test
    void anotherProjectsVerifierAcceptsOurProofs() {
        for (int size : new int[] {1, 2, 3, 7, 8, 9, 255, 256, 257, 1_000}) {
            grow(size);
            for (int leaf = 0; leaf < size; leaf += 1 + leaf / 7) {
                InclusionProof proof = proof(leaf);
                assertThatCode(() -> verify(proof, tree.root())).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void itRefusesAProofThatWasChanged() {
        grow(300);
        InclusionProof proof = proof(123);
        List<Hash> other = new ArrayList<>(proof.hashes());
        other.set(4, hash(9_999));

        assertRefused(new InclusionProof(122, 300, proof.leafHash(), proof.hashes()));
        assertRefused(new InclusionProof(123, 300, hash(124), proof.hashes()));
        assertRefused(new InclusionProof(123, 300, proof.leafHash(), other));
        assertRefused(new InclusionProof(
                123,
                300,
                proof.leafHash(),
                proof.hashes().subList(0, proof.hashes().size() - 1)));
        assertThatThrownBy(() -> verify(proof, hash(1))).isInstanceOf(InclusionProofVerificationException.class);
    }

    private void assertRefused(InclusionProof proof) {
        assertThatThrownBy(() -> verify(proof, tree.root())).isInstanceOf(InclusionProofVerificationException.class);
    }

    private static void verify(InclusionProof proof, Hash root) throws InclusionProofVerificationException {
        InclusionProofVerifier.verify(
                proof.leafHash().bytes(),
                proof.leafIndex(),
                proof.treeSize(),
                proof.hashes().stream().map(Hash::bytes).toList(),
                root.bytes());
    }

    private InclusionProof proof(int leaf) {
        return new InclusionProof(
                leaf, tree.size(), hash(leaf), new TiledTree(this::tile, tree.size()).inclusion(leaf));
    }

    private void grow(int size) {
        tree = tree.append(
                IntStream.range((int) tree.size(), size)
                        .mapToObj(IndependentVerifierTest::hash)
                        .toList(),
                tile -> tiles.put(tile.path(), tile.bytes()));
        tree.partialTiles().forEach(tile -> tiles.put(tile.path(), tile.bytes()));
        assertThat(tree.size()).isEqualTo(size);
    }

    private Optional<byte[]> tile(int level, long index, int width) {
        return Optional.ofNullable(tiles.get(TilePath.ofTile(level, index, width)));
    }

    private static Hash hash(int leaf) {
        return Hash.ofLeaf(("leaf " + leaf).getBytes(StandardCharsets.UTF_8));
    }
}
