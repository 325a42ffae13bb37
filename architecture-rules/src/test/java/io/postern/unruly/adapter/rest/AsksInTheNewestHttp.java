package io.postern.unruly.adapter.rest;

import java.net.http.HttpClient;

/** Planted: a client as the JDK makes it. */
public final class AsksInTheNewestHttp {
    final HttpClient http = HttpClient.newHttpClient();
}
