package io.postern.portal.adapter.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that browsers may keep for ever: its name changes with its content. */
record Asset(String name, String type, byte[] bytes) {
    static final String AT = "/assets/";

    static Asset of(String stem, String ending, String type, byte[] bytes) {
        return new Asset(stem + "-" + digest(bytes) + "." + ending, type, bytes);
    }

    static byte[] read(String resource) {
        try (InputStream in =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("assets/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no asset " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return AT + name;
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
