package io.postern.cli.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tiles of a log that is written for a measurement, and the root over them. */
final class WrittenTree {
    private static final int HASH = 32;
    private static final int TILE = 256 * HASH;

    private final Path dir;
    private final List<ByteArrayOutputStream> edge = new ArrayList<>();
    private final MessageDigest sha256;
    private long size;

    WrittenTree(Path dir) {
        this.dir = dir;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    void add(byte[] entry) throws IOException {
        sha256.update((byte) 0);
        size++;
        add(0, sha256.digest(entry));
    }

    private void add(int level, byte[] hash) throws IOException {
        if (edge.size() == level) {
            edge.add(new ByteArrayOutputStream(TILE));
        }
        ByteArrayOutputStream hashes = edge.get(level);
        hashes.writeBytes(hash);
        if (hashes.size() == TILE) {
            byte[] tile = hashes.toByteArray();
            hashes.reset();
            write("tile/" + level + "/" + number((size >> 8 * (level + 1)) - 1), tile);
            add(level + 1, perfect(tile));
        }
    }

    byte[] root() {
        byte[] root = new byte[0];
        for (ByteArrayOutputStream level : edge) {
            byte[] hashes = level.toByteArray();
            for (int end = hashes.length / HASH; end > 0; end &= end - 1) {
                int from = end - Integer.lowestOneBit(end);
                byte[] left = perfect(Arrays.copyOfRange(hashes, from * HASH, end * HASH));
                root = root.length == 0 ? left : node(left, root);
            }
        }
        return root;
    }

    void finish() throws IOException {
        for (int level = 0; level < edge.size(); level++) {
            byte[] hashes = edge.get(level).toByteArray();
            if (hashes.length > 0) {
                write("tile/" + level + "/" + number(size >> 8 * (level + 1)) + ".p/" + hashes.length / HASH, hashes);
            }
        }
    }

    private byte[] perfect(byte[] hashes) {
        byte[] level = hashes.clone();
        for (int count = hashes.length / HASH; count > 1; count /= 2) {
            for (int i = 0; i < count; i += 2) {
                sha256.update((byte) 1);
                sha256.update(level, i * HASH, 2 * HASH);
                System.arraycopy(sha256.digest(), 0, level, i / 2 * HASH, HASH);
            }
        }
        return Arrays.copyOf(level, HASH);
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    void write(String name, byte[] bytes) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    static String number(long number) {
        String path = three(number % 1000);
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path = "x" + three(rest % 1000) + "/" + path;
        }
        return path;
    }

    private static String three(long number) {
        return Long.toString(1000 + number).substring(1);
    }
}
