package com.plurence.gateway.acceptance.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody comes at once to spend a budget: not one more passes than it can pay. */
final class BudgetBurstTest {
  private static final int AT_ONCE = 1_000;
  private static final int MOST = 50;

  /**
   * Each is expected to write 512 tokens, at a dollar the million; the budget has half one more.
   */
  private static final String CONFIG =
      """
      providers:
        demo: { kind: openai, base_url: "demo://demo", api_key: "k" }
      models:
        m: { targets: [ { provider: demo, model: m } ] }
      prices:
        m: [ { input: 0, output: 1 } ]
      limits: { project: { usd_per_month: 1000, %s: 0.025856 } }
      """;

  @ParameterizedTest
  @CsvSource({"usd_per_day, HTTP_1_1", "usd_per_month, HTTP_2"})
  void exactlyAsManyPassAsTheBudgetPays(String budget, HttpVersion version) {
    String limits = CONFIG.formatted(budget);
    if (budget.equals("usd_per_month")) {
      limits = limits.replace("usd_per_month: 1000, ", "");
    }
    try (GatewayUnderTest gateway = GatewayUnderTest.with(limits).start()) {
      StreamClient client = gateway.streams(version);
      List<StreamClient.Call> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(client.chat("m", false, Map.of("x-demo-latency", "600000")));
      }

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> answered(calls) + gateway.demo().journal().requests() >= AT_ONCE);

      assertThat(gateway.demo().journal().requests()).isEqualTo(MOST);
      assertThat(calls.stream().filter(StreamClient.Call::hasHead))
          .extracting(StreamClient.Call::status)
          .containsOnly(429);
      assertThat(gateway.metric("plurence_limits_held")).isEqualTo(MOST);
      calls.forEach(StreamClient.Call::leave);
      await().until(() -> gateway.metric("plurence_limits_held") == 0);
    }
  }

  private static long answered(List<StreamClient.Call> calls) {
    return calls.stream().filter(StreamClient.Call::hasHead).count();
  }
}
