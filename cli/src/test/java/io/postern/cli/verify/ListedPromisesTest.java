package io.postern.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ListedPromisesTest {
    private final ListedPromises listed = new ListedPromises(size -> held("list", size, 1));

    @Test
    void whatIsListedAndWhatOthersHoldComesInTheOrderOfItsSizes() throws Broken {
        add(2, 5, 9);

        assertThat(sizes(listed.with(List.of(held("siem", 1, 1), held("siem", 5, 1), held("siem", 10, 1)))))
                .containsExactly("1 siem", "2 list", "5 list", "5 siem", "9 list", "10 siem");
        assertThat(sizes(listed.with(List.of()))).containsExactly("2 list", "5 list", "9 list");
        assertThat(sizes(ListedPromises.NONE.with(List.of(held("siem", 3, 1))))).containsExactly("3 siem");
    }

    @Test
    void theSameIsKnownAndAnotherRootOrAnotherSizeIsNot() {
        add(2, 5);

        assertThat(listed.has(held("siem", 5, 1))).isTrue();
        assertThat(listed.has(held("siem", 5, 2))).isFalse();
        assertThat(listed.has(held("siem", 4, 1))).isFalse();
        assertThat(ListedPromises.NONE.has(held("siem", 5, 1))).isFalse();
    }

    @Test
    void thereIsRoomForMoreThanFirstThought() throws Broken {
        for (long size = 1; size <= 5_000; size++) {
            listed.add(size, root(size % 7));
        }

        Iterator<Promise> all = listed.with(List.of());
        for (long size = 1; size <= 5_000; size++) {
            Promise promise = all.next();
            assertThat(promise.size()).isEqualTo(size);
            assertThat(promise.hasRoot(root(size % 7))).isTrue();
        }
        assertThat(listed.count()).isEqualTo(5_000);
        assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
    }

    private void add(long... sizes) {
        for (long size : sizes) {
            listed.add(size, root(1));
        }
    }

    private static Checkpoint held(String place, long size, long root) {
        return new Checkpoint(place, "", "", size, root(root));
    }

    private static byte[] root(long first) {
        byte[] root = new byte[Hasher.BYTES];
        root[0] = (byte) first;
        return root;
    }

    private static List<String> sizes(Iterator<Promise> promises) throws Broken {
        List<String> sizes = new ArrayList<>();
        while (promises.hasNext()) {
            Promise promise = promises.next();
            sizes.add(promise.size() + " " + promise.checkpoint().place());
        }
        return sizes;
    }
}
