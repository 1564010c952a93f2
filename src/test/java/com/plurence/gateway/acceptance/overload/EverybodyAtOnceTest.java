package com.plurence.gateway.acceptance.overload;

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
import org.junit.jupiter.params.provider.EnumSource;

/** Many come at once to a gateway that has just started, with nothing said about overload. */
final class EverybodyAtOnceTest {
  private static final int AT_ONCE = 1_000;

  /** Over HTTP/2 all of them come to one event loop. */
  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void isAnswered(HttpVersion version) {
    try (GatewayUnderTest gateway = GatewayUnderTest.startWithDemoModels()) {
      StreamClient client = gateway.streams(version);
      List<StreamClient.Call> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(client.chat("m", false, Map.of()));
      }

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> calls.stream().allMatch(call -> call.ended() || call.broken()));

      assertThat(calls).allMatch(StreamClient.Call::ended);
      assertThat(calls).extracting(StreamClient.Call::status).containsOnly(200);
      assertThat(gateway.metric("plurence_overload_shed_total")).isZero();
    }
  }
}
