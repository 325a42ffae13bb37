package io.postern.request.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of requests, newest first; {@code next} is the {@code after} of the page that follows, if there is one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestPage(List<RequestView> value, @Nullable String next) {}
