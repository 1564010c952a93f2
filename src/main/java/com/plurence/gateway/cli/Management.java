package com.plurence.gateway.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The management API of a running gateway, from outside. Blocks the thread of the command. */
final class Management {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String url;
  private String token;

  /**
   * @param token empty: not signed in yet
   */
  Management(String url, String token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  /** Signs in, for all later calls. */
  void signIn(String email, String password) {
    JsonObject signin =
        new JsonObject()
            .put("grant_type", "password")
            .put("email", email)
            .put("password", password);
    token = new JsonObject(call("POST", "/v1/signins", signin)).getString("access_token");
  }

  JsonArray list(String path) {
    return new JsonArray(call("GET", path, null));
  }

  JsonObject create(String path, JsonObject body) {
    return new JsonObject(call("POST", path, body));
  }

  void delete(String path) {
    call("DELETE", path, null);
  }

  /** The body of the response; fails with {@link Refusal} for anything that is not a success. */
  private String call(String method, String path, @Nullable JsonObject body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new Refusal(explanation(response.body()));
      }
      return response.body();
    } catch (IOException e) {
      throw new Refusal("no gateway answers at " + url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted");
    }
  }

  private static String explanation(String body) {
    try {
      JsonObject error = new JsonObject(body);
      StringBuilder text = new StringBuilder();
      text.append(error.getString("error_id")).append(": ").append(error.getString("message"));
      for (Object detail : error.getJsonArray("details", new JsonArray())) {
        JsonObject violation = (JsonObject) detail;
        text.append("\n  ").append(violation.getString("field"));
        text.append(' ').append(violation.getString("message"));
      }
      return text.append(" (request ").append(error.getString("request_id")).append(')').toString();
    } catch (DecodeException | ClassCastException e) {
      return "what answers there is no Plurence gateway";
    }
  }

  /** The gateway did not do what it was asked; the message is for the operator. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message, null, false, false);
    }
  }
}
