package com.plurence.gateway.acceptance.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.plurence.gateway.testing.Outcome;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A provider that gives prepared responses, one after the other, and remembers what it is asked.
 */
public final class ScriptedProvider {
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  public ScriptedProvider(Vertx vertx) {
    server =
        Outcome.done(vertx.createHttpServer().requestHandler(this::respond).listen(0, "127.0.0.1"));
  }

  /** One request that came. */
  public record Asked(String uri, MultiMap headers, String body) {}

  /**
   * One response.
   *
   * @param pieces of its body, each written alone
   * @param endless whether it never ends
   */
  public record Reply(
      int status, Map<String, String> headers, List<String> pieces, boolean endless) {
    public static Reply json(int status, String body) {
      return new Reply(status, Map.of("content-type", "application/json"), List.of(body), false);
    }

    public static Reply stream(String... pieces) {
      return new Reply(200, Map.of("content-type", "text/event-stream"), List.of(pieces), false);
    }

    /** The same, which never ends. */
    public Reply withoutEnd() {
      return new Reply(status, headers, pieces, true);
    }

    /** The same with another header. */
    public Reply with(String name, String value) {
      Map<String, String> all = new HashMap<>(headers);
      all.put(name, value);
      return new Reply(status, all, pieces, endless);
    }
  }

  /** Forgets what came, and responds so from now on, with the last of them for ever. */
  public void play(Reply... script) {
    asked.clear();
    replies.clear();
    replies.addAll(List.of(script));
  }

  public int port() {
    return server.actualPort();
  }

  /** What came since the script began. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void respond(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              asked.add(
                  new Asked(
                      request.uri(),
                      MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                      body.toString(UTF_8)));
              write(request.response(), replies.size() > 1 ? replies.poll() : replies.peek());
            });
  }

  private static void write(HttpServerResponse response, Reply reply) {
    response.setStatusCode(reply.status()).setChunked(true);
    reply.headers().forEach(response::putHeader);
    reply.pieces().forEach(piece -> response.write(Buffer.buffer(piece)));
    if (!reply.endless()) {
      response.end();
    }
  }
}
