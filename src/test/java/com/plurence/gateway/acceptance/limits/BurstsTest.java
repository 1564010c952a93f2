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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody comes at once: not one more passes than the limit allows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BurstsTest {
  private static final int AT_ONCE = 1_000;
  private static final int MOST = 50;

  private GatewayUnderTest gateway;

  @BeforeAll
  void start() {
    long each = (GatewayUnderTest.chatBody("m4", false).length() * 330L + 999) / 1000 + 512;
    gateway =
        GatewayUnderTest.with(
                """
                limits:
                  models:
                    m1: { rpm: 50, rpd: 5000 }
                    m3: { concurrency: 50 }
                    m4: { tpm: %s, rpm: 5000 }
                """
                    .formatted(each * MOST + each / 2))
            .demoModels()
            .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({"m1, HTTP_1_1", "m3, HTTP_2", "m4, HTTP_1_1"})
  void exactlyAsManyPassAsTheLimitAllows(String model, HttpVersion version) {
    StreamClient client = gateway.streams(version);
    long before = gateway.demo().journal().requests();
    List<StreamClient.Call> calls = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      calls.add(client.chat(model, false, Map.of("x-demo-latency", "600000")));
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> answered(calls) + gateway.demo().journal().requests() - before >= AT_ONCE);

    assertThat(gateway.demo().journal().requests() - before).isEqualTo(MOST);
    assertThat(calls.stream().filter(StreamClient.Call::hasHead))
        .allMatch(call -> call.status() == 429);
    calls.forEach(StreamClient.Call::leave);
  }

  private static long answered(List<StreamClient.Call> calls) {
    return calls.stream().filter(StreamClient.Call::hasHead).count();
  }
}
