package com.plurence.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.file.ConfigLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a changed configuration can change without a restart. */
final class GatewayConfigTest {
  @Test
  void whatIsOnlyReadAtTheStartWaitsForTheNextOne() throws ConfigException {
    GatewayConfig changed =
        parse(
            "{ listeners: { ops: { port: 1 } }, shutdown: { drain: 5s }, upstream: { max_attempts:"
                + " 1 } }");

    assertThat(parse("{}").sectionsToRestartFor(changed)).containsExactly("listeners", "shutdown");
  }

  @Test
  void modelsProvidersAndLimitsWaitForNothing() throws ConfigException {
    GatewayConfig changed =
        parse(
            "{ providers: { p: { base_url: 'http://a' } }, models: { m: { targets: [ { provider: p"
                + " } ] } }, limits: { key: { rpm: 1 } } }");

    assertThat(parse("{}").sectionsToRestartFor(changed)).isEmpty();
  }

  private static GatewayConfig parse(String yaml) throws ConfigException {
    return ConfigLoader.parse("test", yaml, Map.of());
  }
}
