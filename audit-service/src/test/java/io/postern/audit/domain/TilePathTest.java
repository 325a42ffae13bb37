package io.postern.audit.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TilePathTest {
    @Test
    void aLargeIndexIsCutIntoGroupsOfThreeDigits() {
        assertThat(TilePath.ofTile(0, 1_234_067, 256)).isEqualTo("tile/0/x001/x234/067");
        assertThat(TilePath.ofTile(3, 1_067, 256)).isEqualTo("tile/3/x001/067");
        assertThat(TilePath.ofEntries(1_000, 256)).isEqualTo("tile/entries/x001/000");
        assertThat(TilePath.ofEntries(0, 256)).isEqualTo("tile/entries/000");
    }

    @Test
    void aTileThatIsNotFullNamesItsWidth() {
        assertThat(TilePath.ofTile(1, 1_999, 17)).isEqualTo("tile/1/x001/999.p/17");
        assertThat(TilePath.ofEntries(7, 1)).isEqualTo("tile/entries/007.p/1");
    }

    @Test
    void anEmptyOrOverfullTileHasNoPath() {
        assertThatThrownBy(() -> TilePath.ofTile(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TilePath.ofTile(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBundlePutsTheLengthBeforeEachLeaf() {
        byte[] shortLeaf = "ab".getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new EntryBundle(0, List.of(shortLeaf, new byte[0x0102])).bytes();

        assertThat(bytes).hasSize(2 + 2 + 2 + 0x0102).startsWith(0, 2, 'a', 'b', 1, 2, 0);
    }
}
