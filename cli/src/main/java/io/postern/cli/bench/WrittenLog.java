package io.postern.cli.bench;

import io.postern.cli.keys.NoteKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A published log of whole lives of requests, of the size and form that audit-service gives it, for a measurement. */
final class WrittenLog {
    private static final String ORIGIN = "postern.example/bench";
    private static final int LISTED = 4_096;

    private final Path dir;
    private final NoteKey key = NoteKey.generate(ORIGIN);
    private final PrivateKey signer;
    private final String[] parts = key.privateText().split("\\+", 5);
    private final WrittenTree tree;

    WrittenLog(Path dir) throws GeneralSecurityException {
        this.dir = dir;
        this.tree = new WrittenTree(dir);
        byte[] seed = Arrays.copyOfRange(Base64.getDecoder().decode(parts[4]), 1, 33);
        this.signer = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    }

    Path keyFile() {
        return dir.resolveSibling("key.pub");
    }

    /** Writes it, with a checkpoint for every 256 entries; how many bytes the entries have. */
    long write(int size) throws IOException, GeneralSecurityException {
        long bytes = 0;
        String note = "";
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < size; i++) {
            byte[] entry = WrittenLife.entry(i).getBytes(StandardCharsets.UTF_8);
            bytes += entry.length;
            bundle.write(entry.length >> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
            tree.add(entry);
            boolean last = i == size - 1;
            if (i % 256 == 255 || last) {
                int width = i % 256 + 1;
                tree.write(
                        "tile/entries/" + WrittenTree.number(i / 256) + (width == 256 ? "" : ".p/" + width),
                        bundle.toByteArray());
                bundle.reset();
                note = note(i + 1);
                list.append("{\"size\":")
                        .append(i + 1)
                        .append(",\"note\":\"")
                        .append(note.replace("\n", "\\n"))
                        .append("\"}\n");
            }
            if (i % LISTED == LISTED - 1 || last) {
                tree.write(
                        "checkpoints/" + WrittenTree.number(i / LISTED) + ".jsonl",
                        list.toString().getBytes(StandardCharsets.UTF_8));
                list.setLength(0);
            }
        }
        tree.finish();
        tree.write("checkpoint", note.getBytes(StandardCharsets.UTF_8));
        Files.writeString(keyFile(), key.publicText());
        return bytes;
    }

    private String note(int size) throws GeneralSecurityException {
        String text = ORIGIN + "\n" + size + "\n" + Base64.getEncoder().encodeToString(tree.root()) + "\n";
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(signer);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(HexFormat.of().parseHex(parts[3]));
        signed.writeBytes(signature.sign());
        return text + "\n\u2014 " + ORIGIN + " " + Base64.getEncoder().encodeToString(signed.toByteArray()) + "\n";
    }
}
