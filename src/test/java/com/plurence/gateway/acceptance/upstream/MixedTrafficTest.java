package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What everybody's applications ask of one provider at the same time, on the defaults: a prompt
 * that a filter flags, an image in one event and a response that takes its time are each one
 * request in ten, and spoil nothing for the others.
 */
final class MixedTrafficTest {
  private static final Logger FIGURES = LoggerFactory.getLogger("figures");
  private static final int REQUESTS = 300;
  private static final int CLIENTS = 16;
  private static final int IMAGE = 1_600_000;
  private static final long SLOW_MILLIS = 1000;

  private static final String FLAGGED =
      "{\"error\":{\"message\":\"Your input was flagged by moderation\",\"code\":403}}";
  private static final String WHOLE =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
          + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}";
  private static final String EVENT =
      "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{%s},\"finish_reason\":null}]}\n\n";
  private static final String HELLO = EVENT.formatted("\"content\":\"Hello\"");
  private static final String PICTURE =
      EVENT.formatted(
          "\"images\":[{\"image_url\":{\"url\":\"data:image/png;base64,%s\"}}]"
              .formatted("A".repeat(IMAGE)));
  private static final String DONE = "data: [DONE]\n\n";

  private Vertx vertx;
  private GatewayUnderTest gateway;
  private TargetState target;

  /** What is asked; the provider tells it by the name of the user. */
  private enum Prompt {
    PLAIN,
    STREAMED,
    FLAGGED,
    IMAGE,
    SLOW;

    static Prompt of(int turn) {
      return switch (turn % 10) {
        case 1 -> FLAGGED;
        case 4 -> IMAGE;
        case 7 -> SLOW;
        default -> turn % 2 == 0 ? PLAIN : STREAMED;
      };
    }

    String body() {
      return new JsonObject(GatewayUnderTest.chatBody("chat", this == STREAMED || this == IMAGE))
          .put("user", name())
          .encode();
    }
  }

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    int port =
        done(vertx.createHttpServer().requestHandler(this::provide).listen(0, "127.0.0.1"))
            .actualPort();
    gateway =
        GatewayUnderTest.start(
            """
            providers: { one: { base_url: "http://127.0.0.1:%d/v1" } }
            models: { chat: { targets: [ { provider: one } ] } }
            """
                .formatted(port));
    target = gateway.gateway().targets().iterator().next();
  }

  @AfterEach
  void stop() {
    gateway.close();
    done(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void failsNoHealthyRequestAndMarksNoTarget(HttpVersion version) {
    Traffic traffic = new Traffic(version);

    traffic.run();

    FIGURES.info("{}: {}", version, traffic);
    Map<String, Integer> each = new TreeMap<>();
    IntStream.range(0, REQUESTS)
        .mapToObj(Prompt::of)
        .forEach(prompt -> each.merge(outcome(prompt), 1, Integer::sum));
    assertThat(traffic.outcomes).containsExactlyInAnyOrderEntriesOf(each);
    assertThat(traffic.marks).isEmpty();
    assertThat(target.health().noRecentFailure()).isTrue();
    until(() -> target.health().inFlight() == 0 && target.limit().inUse() == 0);
  }

  /** What has to become of it. */
  private static String outcome(Prompt prompt) {
    return prompt + (prompt == Prompt.FLAGGED ? " " + ErrorCode.CONTENT_FILTERED.id() : " whole");
  }

  private void provide(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> answer(request, Prompt.valueOf(body.toJsonObject().getString("user"))));
  }

  private void answer(HttpServerRequest request, Prompt prompt) {
    switch (prompt) {
      case FLAGGED -> say(request, 403, "application/json", FLAGGED);
      case PLAIN -> say(request, 200, "application/json", WHOLE);
      case SLOW -> vertx.setTimer(SLOW_MILLIS, now -> say(request, 200, "application/json", WHOLE));
      case STREAMED -> say(request, 200, "text/event-stream", HELLO + HELLO + DONE);
      case IMAGE -> say(request, 200, "text/event-stream", HELLO + PICTURE + DONE);
    }
  }

  private static void say(HttpServerRequest request, int status, String type, String body) {
    request.response().setStatusCode(status).putHeader("content-type", type).end(body);
  }

  /** Clients that ask one after the other, each as soon as it has been answered. */
  private final class Traffic {
    private final HttpClient client;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final Map<Status, Integer> marks = new ConcurrentHashMap<>();
    private final Map<Prompt, Long> longest = new ConcurrentHashMap<>();
    private long took;

    Traffic(HttpVersion version) {
      client =
          vertx.createHttpClient(
              new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false),
              new PoolOptions().setHttp1MaxSize(CLIENTS));
    }

    void run() {
      long begun = System.nanoTime();
      Future<?> all = Future.all(IntStream.range(0, CLIENTS).mapToObj(i -> ask()).toList());
      try {
        all.await(120, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new AssertionError(this.toString(), e);
      }
      took = System.nanoTime() - begun;
    }

    private Future<Void> ask() {
      int turn = next.getAndIncrement();
      if (turn >= REQUESTS) {
        return Future.succeededFuture();
      }
      Prompt prompt = Prompt.of(turn);
      long begun = System.nanoTime();
      return client
          .request(
              new RequestOptions()
                  .setMethod(HttpMethod.POST)
                  .setHost("127.0.0.1")
                  .setPort(gateway.port())
                  .setURI("/v1/chat/completions")
                  .putHeader("x-api-key", GatewayUnderTest.KEY)
                  .putHeader("content-type", "application/json"))
          .compose(
              request ->
                  request
                      .send(prompt.body())
                      .compose(response -> response.body().map(b -> read(prompt, b))))
          .compose(
              outcome -> {
                outcomes.merge(prompt + " " + outcome, 1, Integer::sum);
                longest.merge(prompt, System.nanoTime() - begun, Math::max);
                Status status = target.health().status(System.nanoTime());
                if (status != Status.HEALTHY) {
                  marks.merge(status, 1, Integer::sum);
                }
                return ask();
              });
    }

    private String read(Prompt prompt, Buffer body) {
      String expected =
          switch (prompt) {
            case PLAIN, SLOW -> WHOLE;
            case STREAMED -> HELLO + HELLO + DONE;
            case IMAGE -> HELLO + PICTURE + DONE;
            case FLAGGED -> "";
          };
      if (body.toString().equals(expected)) {
        return "whole";
      }
      return body.length() > 0 && body.getByte(0) == '{'
          ? body.toJsonObject().getString("error_id", "other")
          : "other";
    }

    @Override
    public String toString() {
      Map<Prompt, String> slowest = new TreeMap<>();
      longest.forEach(
          (prompt, nanos) ->
              slowest.put(prompt, String.format(Locale.ROOT, "%.0f ms", nanos / 1e6)));
      return String.format(
          Locale.ROOT,
          "%s in %.1f s, longest %s, marked %s",
          new TreeMap<>(outcomes),
          took / 1e9,
          slowest,
          marks);
    }
  }
}
