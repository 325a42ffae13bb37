package io.postern.portal.adapter.services;

import io.postern.portal.app.Refusal;
import io.postern.portal.app.Stop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A path with a query, put together so that no value can become part of anything else; empty values are left out. */
public final class Query {
    private final StringBuilder text;
    private char next = '?';

    private Query(String path) {
        this.text = new StringBuilder(path);
    }

    public static Query of(String path) {
        return new Query(path);
    }

    public Query with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(next).append(name).append('=').append(encode(value));
            next = '&';
        }
        return this;
    }

    /** A value as one part of a path; there is nothing under one that would lead elsewhere. */
    public static String part(String value) {
        if (value.equals(".") || value.equals("..")) {
            throw Stop.refused(new Refusal(404, "", "There is nothing here, or nothing that you may see.", List.of()));
        }
        return encode(value).replace("+", "%20");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
