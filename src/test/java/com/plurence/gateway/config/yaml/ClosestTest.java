package com.plurence.gateway.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClosestTest {
  private static final List<String> KNOWN = List.of("connect_timeout", "idle_timeout", "pool");

  @ParameterizedTest
  @CsvSource({
    "connect_timeout, connect_timeout",
    "connect-timeout, connect_timeout",
    "connectTimeout, connect_timeout",
    "conect_timout, connect_timeout",
    "idel_timeout, idle_timeout",
    "POOL, pool",
    "pol, pool",
    "pule,",
    "port_number,",
    "x,"
  })
  void findsWhatWasMeantAndNothingFarAway(String written, String meant) {
    assertThat(Closest.to(written, KNOWN).orElse(null)).isEqualTo(meant);
  }
}
