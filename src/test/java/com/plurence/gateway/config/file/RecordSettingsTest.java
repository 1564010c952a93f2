package com.plurence.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigProblem;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.UsageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How records and the audit are kept, as the file says it. */
final class RecordSettingsTest {
  @Test
  void everySettingCanBeSet() throws ConfigException {
    GatewayConfig config =
        ConfigLoader.parse(
            "f",
            """
            usage:
              keep: 7d
              keep_summaries: 240h
              end_user: true
              when_full: refuse
              spool: { directory: /var/spool, size: 2GiB, sync: 100ms }
            audit:
              tier: zero_retention
              keep: 3d
              body: 1MiB
              memory: 8MiB
              address: none
              redact: [email, { name: staff, pattern: "E[0-9]+" }]
            """,
            Map.of());

    assertThat(config.usage())
        .isEqualTo(
            new UsageConfig(
                Duration.ofDays(7),
                Duration.ofDays(10),
                true,
                UsageConfig.WhenFull.REFUSE,
                new UsageConfig.Spool(Path.of("/var/spool"), 2L << 30, Duration.ofMillis(100))));
    assertThat(config.audit())
        .isEqualTo(
            new AuditConfig(
                AuditConfig.Tier.ZERO_RETENTION,
                Duration.ofDays(3),
                1L << 20,
                8L << 20,
                AuditConfig.Address.NONE,
                List.of(
                    new AuditConfig.Redaction("email", Optional.empty()),
                    new AuditConfig.Redaction("staff", Optional.of("E[0-9]+")))));
  }

  @Test
  void everyMistakeIsNamed() {
    ConfigException refusal =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                ConfigLoader.parse(
                    "f",
                    """
                    usage: { keep: 1h, when_full: drop, spool: { size: 1MiB } }
                    audit: { tier: none, redact: [names, { name: Staff }] }
                    """,
                    Map.of()));

    assertThat(refusal.problems())
        .extracting(ConfigProblem::path)
        .containsExactlyInAnyOrder(
            "usage.keep",
            "usage.when_full",
            "usage.spool.size",
            "audit.tier",
            "audit.redact[0]",
            "audit.redact[1].name",
            "audit.redact[1].pattern");
  }
}
