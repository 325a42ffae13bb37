package io.postern.cli.verify;

import io.postern.cli.keys.NoteKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Writes a log as a service would, straight from the definitions: the tree here is the recursive one of RFC 6962. */
final class LogFixture {
    static final String ORIGIN = "postern.example/test";

    private final Path dir;
    private final NoteKey key;

    LogFixture(Path dir) throws IOException {
        this(dir, NoteKey.generate(ORIGIN));
        Files.writeString(keyFile(), key.publicText() + "\n");
    }

    private LogFixture(Path dir, NoteKey key) {
        this.dir = dir;
        this.key = key;
    }

    /** The same folder, written by somebody without the key. */
    LogFixture forged() {
        return new LogFixture(dir, NoteKey.generate(ORIGIN));
    }

    Path keyFile() {
        return dir.resolveSibling(dir.getFileName() + ".pub");
    }

    Path file(String name) {
        return dir.resolve(name);
    }

    void publish(List<String> entries) throws IOException, GeneralSecurityException {
        checkpoint(entries);
        tiles(entries);
    }

    /** Bundles and tiles alone, whatever was signed. */
    void tiles(List<String> entries) throws IOException {
        for (int first = 0; first < entries.size(); first += 256) {
            List<String> some = entries.subList(first, Math.min(entries.size(), first + 256));
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            for (String entry : some) {
                byte[] bytes = entry.getBytes(StandardCharsets.UTF_8);
                bundle.write(bytes.length >> 8);
                bundle.write(bytes.length);
                bundle.writeBytes(bytes);
            }
            write("tile/entries/" + name(first / 256, some.size()), bundle.toByteArray());
        }
        int covered = 1;
        for (int level = 0; covered <= entries.size(); level++) {
            int hashes = entries.size() / covered;
            for (int first = 0; first < hashes; first += 256) {
                ByteArrayOutputStream tile = new ByteArrayOutputStream();
                int width = Math.min(256, hashes - first);
                for (int i = first; i < first + width; i++) {
                    tile.writeBytes(tree(entries.subList(i * covered, (i + 1) * covered)));
                }
                write("tile/" + level + "/" + name(first / 256, width), tile.toByteArray());
            }
            covered *= 256;
        }
    }

    private static String name(int number, int width) {
        return "%03d".formatted(number) + (width < 256 ? ".p/" + width : "");
    }

    void checkpoint(List<String> entries) throws IOException, GeneralSecurityException {
        write("checkpoint", note(entries).getBytes(StandardCharsets.UTF_8));
        StringBuilder list = new StringBuilder();
        for (int size = Math.min(256, entries.size()); size > 0; ) {
            list.append(line(size, note(entries.subList(0, size))));
            size = size == entries.size() ? 0 : Math.min(size + 256, entries.size());
        }
        write("checkpoints/000.jsonl", list.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String line(int size, String note) {
        return "{\"size\":" + size + ",\"note\":\"" + note.replace("\n", "\\n") + "\"}\n";
    }

    /** What the log signs when it holds these entries. */
    String note(List<String> entries) throws GeneralSecurityException {
        return sign(ORIGIN + "\n" + entries.size() + "\n" + Base64.getEncoder().encodeToString(tree(entries)) + "\n");
    }

    String sign(String text) throws GeneralSecurityException {
        String[] parts = key.privateText().split("\\+", 5);
        byte[] seed = Arrays.copyOfRange(Base64.getDecoder().decode(parts[4]), 1, 33);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
        signer.update(text.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream signature = new ByteArrayOutputStream();
        signature.writeBytes(HexFormat.of().parseHex(parts[3]));
        signature.writeBytes(signer.sign());
        return text + "\n\u2014 " + ORIGIN + " " + Base64.getEncoder().encodeToString(signature.toByteArray()) + "\n";
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.write(file(name), bytes);
    }

    static byte[] tree(List<String> entries) {
        if (entries.isEmpty()) {
            return Sha256.of();
        }
        if (entries.size() == 1) {
            return Sha256.of(new byte[] {0}, entries.getFirst().getBytes(StandardCharsets.UTF_8));
        }
        int left = Integer.highestOneBit(entries.size() - 1);
        return Sha256.of(new byte[] {1}, tree(entries.subList(0, left)), tree(entries.subList(left, entries.size())));
    }
}
