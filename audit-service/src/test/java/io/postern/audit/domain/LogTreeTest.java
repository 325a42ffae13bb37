package io.postern.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogTreeTest {
    /** The leaves and roots that Certificate Transparency's reference implementation is tested with. */
    private static final List<String> REFERENCE_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> REFERENCE_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void theRootsAreThoseOfTheReferenceImplementation() {
        LogTree tree = LogTree.empty();
        assertThat(hex(tree.root())).isEqualTo(REFERENCE_ROOTS.getFirst());
        for (int i = 0; i < REFERENCE_LEAVES.size(); i++) {
            byte[] leaf = HexFormat.of().parseHex(REFERENCE_LEAVES.get(i));
            tree = tree.append(List.of(Hash.ofLeaf(leaf)), full -> {});
            assertThat(hex(tree.root())).isEqualTo(REFERENCE_ROOTS.get(i + 1));
        }
    }

    @Test
    void appendingOneByOneGivesTheRootOfTheDefinitionAtEverySize() {
        List<Hash> leaves = leaves(600);
        LogTree tree = LogTree.empty();
        for (int size = 0; size <= 600; size++) {
            assertThat(tree.size()).isEqualTo(size);
            assertThat(tree.root()).as("size %d", size).isEqualTo(definition(leaves.subList(0, size)));
            if (size < 600) {
                tree = tree.append(List.of(leaves.get(size)), full -> {});
            }
        }
    }

    @Test
    void appendingInBatchesGivesTheSameTreeAndHandsOutEveryFullTileOnce() {
        List<Hash> leaves = leaves(66_000);
        List<Tile> full = new ArrayList<>();
        LogTree tree = LogTree.empty();
        for (int at = 0; at < leaves.size(); at += 1_000) {
            tree = tree.append(leaves.subList(at, Math.min(at + 1_000, leaves.size())), full::add);
        }

        assertThat(tree.root()).isEqualTo(definition(leaves));
        assertThat(full.stream().map(Tile::path).distinct()).hasSize(258).hasSameSizeAs(full);
        assertThat(full.stream().filter(tile -> tile.level() == 1).map(Tile::path))
                .containsExactly("tile/1/000");
        assertThat(tree.partialTiles().stream().map(Tile::path))
                .containsExactly("tile/0/257.p/208", "tile/1/001.p/1", "tile/2/000.p/1");
    }

    @Test
    void theTreeBeforeIsUntouchedByAnAppend() {
        LogTree before = LogTree.empty().append(leaves(255), full -> {});
        Hash root = before.root();

        before.append(leaves(300), full -> {});

        assertThat(before.root()).isEqualTo(root);
        assertThat(before.size()).isEqualTo(255);
    }

    @Test
    void aChangedLeafChangesTheRoot() {
        List<Hash> leaves = new ArrayList<>(leaves(300));
        Hash root = LogTree.empty().append(leaves, full -> {}).root();
        leaves.set(7, Hash.ofLeaf(new byte[] {1}));

        assertThat(LogTree.empty().append(leaves, full -> {}).root()).isNotEqualTo(root);
    }

    private static List<Hash> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Hash.ofLeaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** RFC 6962 §2.1, word for word. */
    private static Hash definition(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.empty();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofNode(definition(leaves.subList(0, split)), definition(leaves.subList(split, leaves.size())));
    }

    private static String hex(Hash hash) {
        return HexFormat.of().formatHex(hash.bytes());
    }
}
