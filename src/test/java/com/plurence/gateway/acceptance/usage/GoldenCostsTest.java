package com.plurence.gateway.acceptance.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.acceptance.dialects.ScriptedProvider;
import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the table of costs, played through the front door. */
final class GoldenCostsTest {
  private static final String PRICES =
      """
      prices:
        flat: &flat [ { input: 3, cache_read: 0.3, cache_write: 3.75, output: 15, reasoning: 11 } ]
        tiny: [ { input: 0.000499, cache_read: 0.000001, cache_write: 0.0005, output: 0.001499, reasoning: 0.0005 } ]
        plain: [ { input: 0.15, output: 0.60 } ]
        free: [ { input: 0, output: 0 } ]
        tiered:
          - { input: 3, cache_read: 0.3, cache_write: 3.75, output: 15, reasoning: 11,
              above: { 200000: { input: 6, cache_read: 0.6, cache_write: 7.5, output: 22.5 } } }
      """;

  private static final String PROVIDERS =
      """
      providers:
        openai: { kind: openai, base_url: "http://127.0.0.1:%1$d/v1" }
        responses: { kind: openai, base_url: "http://127.0.0.1:%1$d/v1", responses: true }
        anthropic: { kind: anthropic, base_url: "http://127.0.0.1:%1$d/v1" }
        google: { kind: google, base_url: "http://127.0.0.1:%1$d/v1beta" }
      models:
        openai-*: { targets: [ { provider: openai, model: "*" } ] }
        responses-*: { targets: [ { provider: responses, model: "*" } ] }
        anthropic-*: { targets: [ { provider: anthropic, model: "*" } ] }
        google-*: { targets: [ { provider: google, model: "*" } ] }
      """;

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void everyAnswerCostsWhatTheTableSays(HttpVersion version) throws IOException {
    Vertx vertx = Vertx.vertx();
    ScriptedProvider provider = new ScriptedProvider(vertx);
    try (AccessLines access = AccessLines.listen();
        GatewayUnderTest gateway =
            GatewayUnderTest.start(PRICES, PROVIDERS.formatted(provider.port()))) {
      VersionedClient client = VersionedClient.of(gateway.outside(), gateway.port(), version);
      Map<GoldenCost, String> asked = new LinkedHashMap<>();
      for (GoldenCost row : GoldenCost.all()) {
        provider.play(row.reply());
        Answer answer = client.post(row.path(), row.request(), Map.of());
        assertThat(answer.status()).as("%s", answer.text()).isEqualTo(200);
        asked.put(row, answer.header("x-request-id"));
      }

      assertThat(asked).hasSizeGreaterThanOrEqualTo(100);
      List<String> wanted = new ArrayList<>(asked.values());
      await().until(() -> wanted.stream().allMatch(id -> access.ofRequest(id).isPresent()));
      SoftAssertions all = new SoftAssertions();
      asked.forEach((row, id) -> check(all, row, access.ofRequest(id)));
      all.assertAll();
      assertThat(gateway.metric("plurence_usage_inconsistent_total")).isEqualTo(10);
    } finally {
      vertx.close();
    }
  }

  private static void check(
      SoftAssertions all, GoldenCost row, Optional<Map<String, String>> written) {
    Map<String, String> line = written.orElseThrow();
    all.assertThat(line.get("cost_nano_usd")).as("cost of %s", row).isEqualTo("" + row.nanoUsd());
    all.assertThat(line.get("input_tokens")).as("input of %s", row).isEqualTo("" + row.input());
    all.assertThat(line.get("output_tokens")).as("output of %s", row).isEqualTo("" + row.output());
    all.assertThat(line).as("%s", row).doesNotContainKey("estimated");
  }
}
