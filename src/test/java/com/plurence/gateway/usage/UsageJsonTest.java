package com.plurence.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Usage records as JSON. */
final class UsageJsonTest {
  @Test
  void everyMemberStandsInItsPlaceAndIsReadAgain() throws IOException {
    UsageRecord usage = SomeUsage.full(1_790_000_000_000L);

    byte[] json = written(usage);

    assertThat(UsageJson.read(json)).isEqualTo(usage);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"request_id":"%s","timestamp":1790000000000,"started_at":1789999998500,\
            "account_id":"account","project_id":"project","key_id":"key","operation":"chat",\
            "stream":true,"model":"gpt-4o-mini","provider":"openai","target":"openai/gpt-4o-mini",\
            "upstream_model":"gpt-4o-mini","tokens":{"input":123,"output":45,"total":168,\
            "uncached":100,"cache_read":20,"cache_write":3,"text":40,"reasoning":5},\
            "estimated":false,"cost_nano_usd":123456,"price":"2026-10-01","latency_ms":1500,\
            "ttft_ms":300,"finish_reason":"stop","status":200,"error_id":null,"attempts":2,\
            "attempt_log":[{"target":"azure/gpt-4o-mini","outcome":"CONNECT_REFUSED","ms":3,\
            "total_tokens":null,"billing":"none","at_ms":7,"first_byte_ms":null},\
            {"target":"openai/gpt-4o-mini","outcome":"ok","ms":1480,"total_tokens":168,\
            "billing":"reported","at_ms":12,"first_byte_ms":280}],"replayed":false,\
            "cached":false,"tags":{"env":"prod","team":"search"},"end_user":"user \\"1\\"",\
            "body_ms":4,"admitted_ms":6,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}\
            """
                .formatted(usage.requestId()));
  }

  @Test
  void whatIsNotKnownIsNullAndNeverMissing() throws IOException {
    UsageRecord usage = SomeUsage.bare(1_790_000_000_000L);

    byte[] json = written(usage);

    assertThat(UsageJson.read(json)).isEqualTo(usage);
    assertThat(new JsonObject(new String(json, StandardCharsets.UTF_8)).fieldNames())
        .hasSize(30)
        .contains("provider", "cost_nano_usd", "price", "ttft_ms", "error_id", "trace_id");
  }

  @Test
  void aBucketStandsForItsLatenciesWithinFivePercent() {
    for (long ms = 100; ms < 1_000_000; ms += 1 + ms / 50) {
      assertThat((double) LatencyBucket.ms(LatencyBucket.of(ms)))
          .isBetween(ms * 0.95 - 1, ms * 1.05 + 1);
    }
    assertThat(LatencyBucket.of(0)).isZero();
    assertThat(LatencyBucket.of(1)).isZero();
  }

  private static byte[] written(UsageRecord usage) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    UsageJson.write(usage, out);
    return out.toByteArray();
  }
}
