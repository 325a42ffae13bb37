package io.postern.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Proofs from tiles beside those of the definition, RFC 6962 §2.1, word for word. */
class TiledTreeTest {
    private static final List<Hash> LEAVES = IntStream.range(0, 66_000)
            .mapToObj(i -> Hash.ofLeaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
            .toList();

    private final Map<String, byte[]> tiles = new HashMap<>();

    @Test
    void everyLeafOfASmallTreeIsProvenAsTheDefinitionSays() {
        for (int size = 1; size <= 70; size++) {
            TiledTree tree = tree(size);
            assertThat(tree.root()).isEqualTo(definition(LEAVES.subList(0, size)));
            for (int leaf = 0; leaf < size; leaf++) {
                assertThat(tree.inclusion(leaf)).isEqualTo(path(leaf, LEAVES.subList(0, size)));
                assertLeadsToTheRoot(tree, leaf, size);
            }
        }
    }

    @Test
    void leavesOfALargeTreeAreProvenAsTheDefinitionSays() {
        Random random = new Random(6_962);
        for (int size : new int[] {255, 256, 257, 511, 512, 513, 4_000, 65_535, 65_536, 65_537, 66_000}) {
            TiledTree tree = tree(size);
            assertThat(tree.root()).isEqualTo(definition(LEAVES.subList(0, size)));
            for (int leaf : new int[] {0, size / 2, size - 1, random.nextInt(size)}) {
                assertThat(tree.inclusion(leaf)).isEqualTo(path(leaf, LEAVES.subList(0, size)));
                assertLeadsToTheRoot(tree, leaf, size);
            }
        }
    }

    @Test
    void thatATreeContinuesAnotherIsProvenAsTheDefinitionSays() {
        for (int size = 1; size <= 40; size++) {
            for (int earlier = 1; earlier <= size; earlier++) {
                assertThat(tree(size).consistency(earlier)).isEqualTo(subproof(earlier, LEAVES.subList(0, size), true));
            }
        }
        for (int earlier : new int[] {1, 255, 256, 3_000, 65_536, 65_999}) {
            assertThat(tree(66_000).consistency(earlier)).isEqualTo(subproof(earlier, LEAVES, true));
        }
    }

    @Test
    void theEdgeOfATreeIsReadFromItsTiles() {
        for (int size : new int[] {0, 1, 255, 256, 300, 65_536, 66_000}) {
            TiledTree tree = tree(size);
            LogTree edge = LogTree.of(size, this::tile);
            assertThat(edge.root()).isEqualTo(tree.root());
            assertThat(edge.size()).isEqualTo(size);
        }
        Hash root = tree(66_000).root();
        LogTree continued = LogTree.of(65_900, reader(65_900)).append(LEAVES.subList(65_900, 66_000), full -> {});
        assertThat(continued.root()).isEqualTo(root);
    }

    @Test
    void aTileThatIsMissingOrCutIsNamed() {
        TiledTree tree = tree(600);
        tiles.remove("tile/0/001");
        assertThatThrownBy(() -> tree.inclusion(300))
                .isInstanceOfSatisfying(
                        TiledTree.Incomplete.class,
                        gap -> assertThat(gap.tile()).isEqualTo("tile/0/001"));
        tiles.put("tile/0/001", new byte[32]);
        assertThatThrownBy(() -> tree.inclusion(300)).isInstanceOf(TiledTree.Incomplete.class);
    }

    @Test
    void whatIsNotInTheTreeHasNoProof() {
        TiledTree tree = tree(10);
        for (long leaf : new long[] {-1, 10}) {
            assertThatThrownBy(() -> tree.inclusion(leaf)).isInstanceOf(IllegalArgumentException.class);
        }
        for (long earlier : new long[] {0, 11}) {
            assertThatThrownBy(() -> tree.consistency(earlier)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aProofOfAnotherLengthLeadsNowhere() {
        List<Hash> path = tree(10).inclusion(3);
        List<Hash> longer = new ArrayList<>(path);
        longer.add(LEAVES.getFirst());
        for (List<Hash> wrong : List.of(longer, path.subList(1, path.size()))) {
            InclusionProof proof = new InclusionProof(3, 10, LEAVES.get(3), wrong);
            assertThatThrownBy(proof::root).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anEdgeThatIsKeptGivesTheSameProofs() {
        int size = LEAVES.size() - 1;
        TileReader tiles = reader(size);
        Map<Long, Hash> edge = new HashMap<>();

        for (int leaf = 0; leaf < size; leaf += 701) {
            assertThat(new TiledTree(tiles, size, edge).inclusion(leaf))
                    .isEqualTo(new TiledTree(tiles, size).inclusion(leaf));
        }
        assertThat(edge).isNotEmpty().hasSizeLessThan(64);
    }

    private void assertLeadsToTheRoot(TiledTree tree, int leaf, int size) {
        InclusionProof proof = new InclusionProof(leaf, size, LEAVES.get(leaf), tree.inclusion(leaf));
        assertThat(proof.root()).isEqualTo(tree.root());
        if (size > 1) {
            Hash other = LEAVES.get((leaf + 1) % size);
            assertThat(new InclusionProof(leaf, size, other, proof.hashes()).root())
                    .isNotEqualTo(tree.root());
        }
    }

    private TiledTree tree(int size) {
        return new TiledTree(reader(size), size);
    }

    private TileReader reader(int size) {
        tiles.clear();
        LogTree.empty()
                .append(LEAVES.subList(0, size), full -> tiles.put(full.path(), full.bytes()))
                .partialTiles()
                .forEach(tile -> tiles.put(tile.path(), tile.bytes()));
        return this::tile;
    }

    private Optional<byte[]> tile(int level, long index, int width) {
        return Optional.ofNullable(tiles.get(TilePath.ofTile(level, index, width)));
    }

    private static Hash definition(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.empty();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = split(leaves.size());
        return Hash.ofNode(definition(leaves.subList(0, k)), definition(leaves.subList(k, leaves.size())));
    }

    private static List<Hash> path(int m, List<Hash> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int k = split(leaves.size());
        return m < k
                ? with(path(m, leaves.subList(0, k)), definition(leaves.subList(k, leaves.size())))
                : with(path(m - k, leaves.subList(k, leaves.size())), definition(leaves.subList(0, k)));
    }

    private static List<Hash> subproof(int m, List<Hash> leaves, boolean known) {
        if (m == leaves.size()) {
            return known ? List.of() : List.of(definition(leaves));
        }
        int k = split(leaves.size());
        return m <= k
                ? with(subproof(m, leaves.subList(0, k), known), definition(leaves.subList(k, leaves.size())))
                : with(subproof(m - k, leaves.subList(k, leaves.size()), false), definition(leaves.subList(0, k)));
    }

    private static List<Hash> with(List<Hash> hashes, Hash last) {
        List<Hash> all = new ArrayList<>(hashes);
        all.add(last);
        return all;
    }

    private static int split(int count) {
        return Integer.highestOneBit(count - 1);
    }
}
