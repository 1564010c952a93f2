package com.plurence.gateway.management;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What an operation answers.
 *
 * @param body JSON, already written; empty: none
 * @param headers beside those that every response has
 */
public record ManagementResponse(int status, String body, Map<String, String> headers) {
  public ManagementResponse {
    headers = Map.copyOf(headers);
  }

  /** 200 with a JSON object. */
  public static ManagementResponse ok(JsonObject body) {
    return new ManagementResponse(200, body.encode(), Map.of());
  }

  /** 200 with JSON that is written already. */
  public static ManagementResponse json(String body) {
    return new ManagementResponse(200, body, Map.of());
  }

  /** 200 with a resource of that version. */
  public static ManagementResponse ok(JsonObject body, int version) {
    return ok(body).withVersion(version);
  }

  /** 201 with a new resource, found from now on at {@code location}. */
  public static ManagementResponse created(JsonObject body, String location) {
    return new ManagementResponse(201, body.encode(), Map.of("location", location));
  }

  /** 200 with a bare array; the total is in the header {@code x-total-count}. */
  public static <T> ManagementResponse list(Page<T> page, Function<T, JsonObject> json) {
    JsonArray items = new JsonArray();
    page.items().forEach(item -> items.add(json.apply(item)));
    return new ManagementResponse(
        200, items.encode(), Map.of("x-total-count", Long.toString(page.total())));
  }

  /** 204. */
  public static ManagementResponse nothing() {
    return new ManagementResponse(204, "", Map.of());
  }

  /** The same response, of a resource of that version. */
  public ManagementResponse withVersion(int version) {
    return with("etag", EntityTag.of(version));
  }

  /** The same answer with one more header. */
  public ManagementResponse with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new ManagementResponse(status, body, more);
  }
}
