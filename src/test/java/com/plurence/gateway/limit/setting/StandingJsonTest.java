package com.plurence.gateway.limit.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StandingJsonTest {
  @Test
  void money_is_written_in_dollars_without_an_exponent() {
    Bound budget = new Bound(Scope.project("a", "p"), Dimension.USD_PER_DAY, 1_000);
    Standing standing = new Standing(budget, 150, 1, 9_000_000_000_000_000L, 7);

    assertThat(StandingJson.write(List.of(standing)).encode())
        .contains("\"limit\":0.000001,")
        .contains("\"used\":0.00000015,")
        .contains("\"held\":0.000000001,")
        .contains("\"remaining\":9000000,");
  }
}
