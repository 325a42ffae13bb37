package io.postern.unruly.adapter.rest;

import java.net.http.HttpClient;

/** Planted: a client that says nothing of its version. */
public final class AsksInAnyHttp {
    final HttpClient http = HttpClient.newBuilder().build();
}
