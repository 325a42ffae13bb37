package io.postern.cli.verify;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The checkpoints that a log lists of itself, in the order of their sizes. There can be millions, so of each no more is kept
 * than its size and root; the rest is in the list, should somebody want to see it.
 */
final class ListedPromises {
    /** Reads the listed checkpoint over so many entries once more. */
    interface Lists {
        Checkpoint listed(long size) throws Broken;
    }

    static final ListedPromises NONE = new ListedPromises(size -> {
        throw new IllegalStateException("nothing is listed");
    });

    private final Lists lists;
    private long[] sizes = new long[1_024];
    private byte[] roots = new byte[sizes.length * Hasher.BYTES];
    private int count;

    private record Listed(Lists lists, long size, byte[] root) implements Promise {
        @Override
        public boolean hasRoot(byte[] other) {
            return Arrays.equals(root, other);
        }

        @Override
        public Checkpoint checkpoint() throws Broken {
            return lists.listed(size);
        }
    }

    ListedPromises(Lists lists) {
        this.lists = lists;
    }

    /** Adds one that is larger than all before. */
    void add(long size, byte[] root) {
        if (count == sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * count);
            roots = Arrays.copyOf(roots, 2 * roots.length);
        }
        sizes[count] = size;
        System.arraycopy(root, 0, roots, count * Hasher.BYTES, Hasher.BYTES);
        count++;
    }

    int count() {
        return count;
    }

    /** Whether the same is listed. */
    boolean has(Promise promise) {
        int at = Arrays.binarySearch(sizes, 0, count, promise.size());
        return at >= 0 && promise.hasRoot(get(at).root());
    }

    /** These and others, which are in the order of their sizes, too. */
    Iterator<Promise> with(List<? extends Promise> others) {
        return new Iterator<>() {
            private int own;
            private int other;

            @Override
            public boolean hasNext() {
                return own < count || other < others.size();
            }

            @Override
            public Promise next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                if (other == others.size()
                        || own < count && sizes[own] <= others.get(other).size()) {
                    return get(own++);
                }
                return others.get(other++);
            }
        };
    }

    private Listed get(int at) {
        return new Listed(lists, sizes[at], Arrays.copyOfRange(roots, at * Hasher.BYTES, (at + 1) * Hasher.BYTES));
    }
}
