package io.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A reader of a published log that shares no code with its writer, and computes everything the slow way. */
public final class PublishedLog {
    private final Path directory;

    public PublishedLog(Path directory) {
        this.directory = directory;
    }

    public int size() throws IOException {
        return Files.exists(directory.resolve("checkpoint")) ? Integer.parseInt(lines().get(1)) : 0;
    }

    /** All leaves, once every file agrees with the checkpoint's root. */
    public List<byte[]> leavesThatGiveTheRoot() throws Exception {
        List<String> checkpoint = lines();
        int size = Integer.parseInt(checkpoint.get(1));
        List<byte[]> leaves = new ArrayList<>();
        for (int start = 0; start < size; start += 256) {
            leaves.addAll(bundle(start / 256, Math.min(256, size - start)));
        }
        assertThat(leaves).hasSize(size);
        List<byte[]> hashes = new ArrayList<>();
        for (byte[] leaf : leaves) {
            hashes.add(sha256(new byte[] {0}, leaf));
        }
        assertThat(Base64.getEncoder().encodeToString(root(hashes))).isEqualTo(checkpoint.get(2));
        for (int level = 0; !hashes.isEmpty(); level++) {
            hashes = tiles(level, hashes);
        }
        return leaves;
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("checkpoint"));
    }

    private List<byte[]> bundle(int index, int width) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(read("tile/entries", index, width));
        List<byte[]> leaves = new ArrayList<>();
        while (leaves.size() < width) {
            byte[] leaf = new byte[bytes.getShort() & 0xffff];
            bytes.get(leaf);
            leaves.add(leaf);
        }
        return leaves;
    }

    /** Compares the tiles of a level with its hashes; the hashes of the level above. */
    private List<byte[]> tiles(int level, List<byte[]> hashes) throws Exception {
        List<byte[]> above = new ArrayList<>();
        for (int start = 0; start < hashes.size(); start += 256) {
            List<byte[]> part = hashes.subList(start, Math.min(hashes.size(), start + 256));
            ByteBuffer expected = ByteBuffer.allocate(32 * part.size());
            part.forEach(expected::put);
            byte[] tile = Arrays.copyOf(read("tile/" + level, start / 256, part.size()), 32 * part.size());
            assertThat(HexFormat.of().formatHex(tile)).isEqualTo(HexFormat.of().formatHex(expected.array()));
            if (part.size() == 256) {
                above.add(root(part));
            }
        }
        return above;
    }

    /** Short tiles go once the full one is there, which then serves a reader of an older checkpoint as well. */
    private byte[] read(String kind, int index, int width) throws IOException {
        String number = index < 1000 ? "%03d".formatted(index) : "x%03d/%03d".formatted(index / 1000, index % 1000);
        Path full = directory.resolve(kind + "/" + number);
        try {
            return Files.readAllBytes(width < 256 ? full.resolveSibling(full.getFileName() + ".p/" + width) : full);
        } catch (NoSuchFileException gone) {
            return Files.readAllBytes(full);
        }
    }

    private static byte[] root(List<byte[]> hashes) throws Exception {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int split = Integer.highestOneBit(hashes.size() - 1);
        return sha256(new byte[] {1}, root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Arrays.stream(parts).forEach(digest::update);
        return digest.digest();
    }
}
