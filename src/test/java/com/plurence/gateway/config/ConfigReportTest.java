package com.plurence.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.file.ConfigLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigReportTest {
  private static final String FULL =
      """
      listeners:
        gateway: { host: "::", port: 0, tls: { certificate: pom.xml, key: pom.xml } }
      store: { url: "postgresql://user:hunter2secret@db/plurence" }
      shared_state: { url: "redis://:hunter2secret@redis:6379" }
      auth: { jwt: { secret: hunter2secret-hunter2secret-hunter2secret } }
      providers:
        openai: { base_url: "https://api.example.com/v1", api_key: hunter2secret }
        local: { base_url: "http://localhost:11434/v1" }
        demo: { kind: demo }
      models:
        gpt:
          targets:
            - { provider: openai, model: gpt-4o, weight: 3 }
            - { provider: local, priority: 2 }
      verticles: [ { name: com.example.Mine, instances: 2, config: { token: hunter2secret } } ]
      """;

  @Test
  void tellsWhatWouldStart() throws ConfigException {
    GatewayConfig config = ConfigLoader.parse("gateway.yaml", FULL, Map.of());

    assertThat(ConfigReport.of(config))
        .isEqualToNormalizingNewlines(
            """
            listeners
              gateway                https://[::]:(a free port)
              management             http://127.0.0.1:8081
              ops                    http://127.0.0.1:9090
            storage
              store                  postgresql
              shared state           redis
            providers
              openai                 openai https://api.example.com/v1 with an api key
              local                  openai http://localhost:11434/v1 without an api key
              demo                   demo (built in)
            models
              gpt                    -> openai as gpt-4o, priority 1, weight 3
                                     -> local, priority 2, weight 1
            extensions
              com.example.Mine       instances 2
            """);
  }

  @Test
  void aConfigurationPrintsNoSecret() throws ConfigException {
    GatewayConfig config = ConfigLoader.parse("gateway.yaml", FULL, Map.of());

    assertThat(config.toString()).contains("api.example.com").doesNotContain("hunter2secret");
  }
}
