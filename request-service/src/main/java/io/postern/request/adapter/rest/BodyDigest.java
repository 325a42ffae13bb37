package io.postern.request.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postern.problems.Fields;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two bodies say the same, whatever their white space and order of fields. */
final class BodyDigest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BodyDigest() {}

    static String of(Object body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(body));
            return HexFormat.of().formatHex(digest);
        } catch (JsonProcessingException e) {
            throw Fields.wrong("body", "it holds text that is not Unicode");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
