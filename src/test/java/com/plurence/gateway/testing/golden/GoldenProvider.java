package com.plurence.gateway.testing.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.testing.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A provider that answers as a golden case says, and remembers what it was asked. */
public final class GoldenProvider {
  private static final int PIECE = 700;

  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<JsonNode> answer = new AtomicReference<>(GoldenMatch.parse("{}"));
  private final HttpServer server;

  /** Starts one on a free port of the loopback. */
  public GoldenProvider(Vertx vertx) {
    server =
        Outcome.done(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request
                            .body()
                            .onSuccess(
                                body -> {
                                  asked.add(
                                      new Asked(
                                          request.uri(),
                                          Map.copyOf(headers(request)),
                                          body.toString(UTF_8)));
                                  respond(request.response());
                                }))
                .listen(0, "127.0.0.1"));
  }

  /**
   * One request that came.
   *
   * @param headers by name in lower case
   */
  public record Asked(String path, Map<String, String> headers, String body) {}

  /** Answers as {@code golden} says from now on, and forgets what came. */
  public void play(GoldenCase golden) {
    answer.set(golden.answerIn());
    asked.clear();
  }

  /** What came since the case began. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public int port() {
    return server.actualPort();
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private void respond(HttpServerResponse response) {
    JsonNode wanted = Objects.requireNonNull(answer.get());
    response.setStatusCode(wanted.path("status").asInt());
    wanted
        .path("headers")
        .properties()
        .forEach(header -> response.putHeader(header.getKey(), header.getValue().asText()));
    if (wanted.has("events")) {
      stream(response, Buffer.buffer(GoldenEvents.text(wanted)), isReset(wanted));
    } else {
      response
          .putHeader("content-type", "application/json")
          .end(wanted.has("raw") ? wanted.get("raw").textValue() : wanted.path("body").toString());
    }
  }

  private static boolean isReset(JsonNode wanted) {
    return wanted.path("end").asText("").equals("reset");
  }

  private static void stream(HttpServerResponse response, Buffer bytes, boolean reset) {
    response.putHeader("content-type", "text/event-stream").setChunked(true);
    for (int from = 0; from < bytes.length(); from += PIECE) {
      response.write(bytes.slice(from, Math.min(bytes.length(), from + PIECE)));
    }
    if (reset) {
      response.reset();
    } else {
      response.end();
    }
  }
}
