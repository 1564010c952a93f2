package com.plurence.gateway.acceptance.clients;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The client that the contract is made for: three attempts with a read timeout of five seconds,
 * trying again on status 500 alone. It notes how long it would sleep instead of sleeping.
 */
final class ReferenceClient {
  private static final int ATTEMPTS = 3;
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI chat;
  private final String key;
  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

  ReferenceClient(int port, String key) {
    this.chat = URI.create("http://127.0.0.1:" + port + "/v1/chat/completions");
    this.key = key;
  }

  /** Credentials are missing, wrong or not enough. */
  static final class PermissionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PermissionException(String message) {
      super(message);
    }
  }

  /** Anything else that went wrong, as {@code CODE: message}. */
  static final class CallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallException(String message) {
      super(message);
    }
  }

  /** The answer to {@code body}; {@code headers} are names and values in turn. */
  JsonObject chat(String body, String... headers) throws IOException, InterruptedException {
    String last = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      HttpResponse<String> response = post(body, headers);
      JsonObject json = new JsonObject(response.body());
      if (response.statusCode() == 200) {
        return json;
      }
      String code = json.getString("message_code");
      last = code + ": " + json.getString("message");
      if (code.equals("UNAUTHORIZED") || code.equals("FORBIDDEN")) {
        throw new PermissionException(last);
      }
      if (response.statusCode() != 500) {
        throw new CallException(last);
      }
      sleeps.add(Duration.ofSeconds(1L << attempt));
    }
    throw new CallException(last);
  }

  /** How long it would have slept, in order. */
  List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  private HttpResponse<String> post(String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(chat)
            .timeout(READ_TIMEOUT)
            .header("content-type", "application/json")
            .header("x-api-key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
