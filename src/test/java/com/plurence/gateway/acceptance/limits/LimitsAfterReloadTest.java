package com.plurence.gateway.acceptance.limits;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.testing.GatewayUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits of the configuration, which change without a restart. */
final class LimitsAfterReloadTest {
  private static final String MODELS =
      """
      providers: { demo: { kind: openai, base_url: "demo://demo" } }
      models: { m: { targets: [ { provider: demo } ] } }
      """;

  @Test
  void newDefaultsHoldFromTheNextRequestOn() throws ConfigException {
    try (GatewayUnderTest gateway =
        GatewayUnderTest.start(MODELS, "limits: { project: { rpm: 1 } }")) {
      assertThat(status(gateway)).isEqualTo(200);
      assertThat(status(gateway)).isEqualTo(429);

      change(gateway, "limits: { project: { rpm: 2 } }");
      assertThat(status(gateway)).isEqualTo(200);
      assertThat(status(gateway)).isEqualTo(429);

      change(gateway, "limits: { models: { m: { rpd: 0 } } }");
      assertThat(status(gateway)).isEqualTo(429);
      change(gateway, "limits: { headers: false }");
      assertThat(status(gateway)).isEqualTo(200);
    }
  }

  private static void change(GatewayUnderTest gateway, String limits) throws ConfigException {
    done(gateway.gateway().reconfigure(gateway.config(MODELS, limits)));
  }

  private static int status(GatewayUnderTest gateway) {
    return gateway.chat("m", false, Map.of()).status();
  }
}
