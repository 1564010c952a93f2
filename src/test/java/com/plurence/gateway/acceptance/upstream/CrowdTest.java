package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thousand streams at once, of which many break, stall or are left by their clients. */
final class CrowdTest {
  private static final Logger FIGURES = LoggerFactory.getLogger("figures");
  private static final String[] FAULTS = {
    "refuse",
    "reset-before-head",
    "reset",
    "cut",
    "close",
    "truncated",
    "no-done",
    "stall",
    "malformed",
    "error-event",
    "named-error-event",
    "empty",
    "html"
  };

  private GatewayUnderTest gateway;
  private double restingTimers;

  @BeforeEach
  void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              one: { base_url: "demo://one" }
              two: { base_url: "demo://two" }
            upstream:
              idle_timeout: 1s
              backoff: { base: 5ms, cap: 50ms }
              breaker: { failures: 1000000, ratio: 1, open: 100ms }
              retry_budget: { ratio: 1, per_second: 1000 }
              pool: { size: 600, queue: 1000 }
            models:
              chat: { targets: [ { provider: one }, { provider: two }, { provider: two, model: spare, priority: 2 } ] }
            """);
    gateway.demo("one");
    restingTimers = timers();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  /** How a client's stream can end. */
  private enum End {
    WHOLE,
    CONTRACT_ERROR,
    STREAM_ERROR,
    LEFT,
    /** What must not be. */
    OTHER
  }

  /** A client, and whether it leaves before it has seen everything. */
  private record Visitor(StreamClient.Call call, boolean leaves) {}

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, 1000", "HTTP_2, 100"})
  void everyClientThatStaysSeesAnHonestEndAndNothingIsLeft(HttpVersion version, int clients) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Queue<Visitor> visitors = new ConcurrentLinkedQueue<>();
    AtomicInteger most = new AtomicInteger();

    for (int i = 0; i < clients; i++) {
      Map<String, String> script = script(random);
      boolean leaves = random.nextInt(4) == 0;
      long stay = 1L + random.nextInt(1500);
      // Not all in one millisecond, but all of them before the first response begins.
      gateway
          .outside()
          .setTimer(1 + i / 2, now -> visitors.add(visit(version, script, leaves, stay)));
    }

    eventually(() -> visitors.size() == clients && overAt(visitors, most) == clients);
    Map<End, Integer> ends = new TreeMap<>();
    for (Visitor visitor : visitors) {
      End end = visitor.leaves() ? End.LEFT : end(visitor.call());
      ends.merge(end, 1, Integer::sum);
      assertThat(end).as("seed %d: %s", seed, visitor.call()).isNotEqualTo(End.OTHER);
    }
    FIGURES.info("{}: {}, at most {} attempts under way", version, ends, most);
    assertThat(ends).as("seed %d", seed).containsKeys(End.WHOLE, End.STREAM_ERROR, End.LEFT);
    nothingIsLeft();
  }

  private Visitor visit(
      HttpVersion version, Map<String, String> script, boolean leaves, long stay) {
    StreamClient.Call call = gateway.streams(version).chat("chat", true, script);
    if (leaves) {
      gateway.outside().setTimer(stay, now -> call.leave());
    }
    return new Visitor(call, leaves);
  }

  /** How many have left or seen their end; notes how many attempts are under way. */
  private int overAt(Queue<Visitor> visitors, AtomicInteger most) {
    most.accumulateAndGet(open(), Math::max);
    return (int) visitors.stream().filter(CrowdTest::isOver).count();
  }

  private static boolean isOver(Visitor visitor) {
    StreamClient.Call call = visitor.call();
    return call.ended() || call.broken() || (visitor.leaves() && call.left());
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private static Map<String, String> script(Random random) {
    Map<String, String> script = new HashMap<>();
    script.put("x-demo-chunks", Integer.toString(1 + random.nextInt(30)));
    script.put("x-demo-interval", Integer.toString(random.nextInt(20)));
    script.put("x-demo-latency", Integer.toString(700 + random.nextInt(300)));
    if (random.nextBoolean()) {
      script.put("x-demo-fault", FAULTS[random.nextInt(FAULTS.length)]);
      script.put("x-demo-fault-after", Integer.toString(random.nextInt(6)));
      if (random.nextBoolean()) {
        script.put("x-demo-on", random.nextBoolean() ? "one" : "two");
      }
    }
    return script;
  }

  private static End end(StreamClient.Call call) {
    if (call.broken()) {
      return End.OTHER;
    }
    String text = call.text();
    if (call.status() != 200) {
      return isContractError(call.status(), text) ? End.CONTRACT_ERROR : End.OTHER;
    }
    int error = text.lastIndexOf("event: error\ndata: ");
    if (text.endsWith("data: [DONE]\n\n")) {
      return error < 0 ? End.WHOLE : End.OTHER;
    }
    return error >= 0 && isContractError(500, text.substring(error + 19))
        ? End.STREAM_ERROR
        : End.OTHER;
  }

  private static boolean isContractError(int status, String json) {
    JsonObject body = new JsonObject(json);
    return body.getInteger("status_code") == status && body.getString("error_id").startsWith("DAT");
  }

  private void nothingIsLeft() {
    eventually(() -> open() == 0);
    for (TargetState target : gateway.gateway().targets()) {
      until(() -> target.health().inFlight() == 0);
      until(() -> target.limit().inUse() == 0);
      until(() -> target.limit().waiting() == 0);
    }
    long attempts = attempts();
    // A kept connection has one timer, which ends it one day.
    until(() -> timers() - gateway.metric("plurence_upstream_connections_open") <= restingTimers);
    assertThat(attempts()).isEqualTo(attempts);
  }

  private double timers() {
    return gateway.metric("plurence_timers_pending");
  }

  private int open() {
    return gateway.demo("one").journal().open() + gateway.demo("two").journal().open();
  }

  private long attempts() {
    return gateway.demo("one").journal().requests() + gateway.demo("two").journal().requests();
  }
}
