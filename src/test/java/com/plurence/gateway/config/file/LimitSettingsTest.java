package com.plurence.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Limits;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All settings of limits at once, each other than its default. */
final class LimitSettingsTest {
  @Test
  void everySettingCanBeSet() throws ConfigException {
    assertThat(
            ConfigLoader.parse(
                    "gateway.yaml",
                    """
                    limits:
                      account: { tokens_per_month: 9000000000000000 }
                      project: { rpm: 600, tpm: 200000, rpd: 0, concurrency: 100, usd_per_day: 0.000001, usd_per_month: 9000000 }
                      key: { rpm: 60 }
                      models: { gpt-4o: { rpm: 60, tpm: 40000 } }
                      reserve: max
                      estimate: { learn: false, tokens_per_byte: 0.255, image_tokens: 1, output_tokens: 2 }
                      cache_read_weight: 0.1
                      warn_at: 0.95
                      away: closed
                      headers: false
                    """,
                    Map.of())
                .limits())
        .isEqualTo(
            new LimitsConfig(
                new Limits(Map.of(Dimension.TOKENS_PER_MONTH, 9_000_000_000_000_000L)),
                new Limits(
                    Map.of(
                        Dimension.RPM,
                        600L,
                        Dimension.TPM,
                        200_000L,
                        Dimension.RPD,
                        0L,
                        Dimension.CONCURRENCY,
                        100L,
                        Dimension.USD_PER_DAY,
                        1_000L,
                        Dimension.USD_PER_MONTH,
                        9_000_000_000_000_000L)),
                new Limits(Map.of(Dimension.RPM, 60L)),
                Map.of("gpt-4o", new Limits(Map.of(Dimension.RPM, 60L, Dimension.TPM, 40_000L))),
                LimitsConfig.Reserve.MAX,
                new LimitsConfig.Estimate(false, 255, 1, 2),
                100,
                950,
                LimitsConfig.Away.CLOSED,
                false));
  }
}
