package com.plurence.gateway.limit.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Limits;
import com.plurence.gateway.limit.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The limits of a request, put together in memory. */
final class StoredLimitsTest {
  private static final Caller.Application CALLER =
      new Caller.Application("key_1", "proj_1", "acc_1", Set.of(), Set.of());

  private final StoredLimits limits = new StoredLimits();

  @Test
  void theWidestScopeComesFirst() {
    limits.configure(defaults(600));

    assertThat(limits.limitsFor(CALLER, "gpt-4o"))
        .isEqualTo(
            new LimitSet(
                "acc_1",
                List.of(
                    new Bound(Scope.account("acc_1"), Dimension.USD_PER_MONTH, 1_000_000_000),
                    new Bound(Scope.project("acc_1", "proj_1"), Dimension.RPM, 600),
                    new Bound(Scope.project("acc_1", "proj_1"), Dimension.CONCURRENCY, 100),
                    new Bound(Scope.key("acc_1", "key_1"), Dimension.TPM, 40_000),
                    new Bound(Scope.model("acc_1", "proj_1", "gpt-4o"), Dimension.RPM, 60))));
  }

  @Test
  void theSetIsTheSameObjectUntilALimitChanges() {
    limits.configure(defaults(600));
    LimitSet before = limits.limitsFor(CALLER, "gpt-4o");

    limits.configure(defaults(600));
    assertThat(limits.limitsFor(CALLER, "gpt-4o")).isSameAs(before);
    limits.configure(
        new LimitsConfig(
            defaults(600).account(),
            defaults(600).project(),
            defaults(600).key(),
            defaults(600).models(),
            LimitsConfig.Reserve.MAX,
            LimitsConfig.Estimate.DEFAULT,
            1_000,
            800,
            LimitsConfig.Away.LOCAL,
            true));
    assertThat(limits.limitsFor(CALLER, "gpt-4o")).isSameAs(before);
    limits.configure(defaults(601));
    assertThat(limits.limitsFor(CALLER, "gpt-4o")).isNotEqualTo(before);
  }

  @Test
  void modelsWithoutLimitsShareOneSet() {
    limits.configure(defaults(600));

    LimitSet shared = limits.limitsFor(CALLER, "some");

    assertThat(shared.bounds()).hasSize(4);
    for (int i = 0; i < 10_000; i++) {
      assertThat(limits.limitsFor(CALLER, "any-" + i)).isSameAs(shared);
    }
  }

  @Test
  void aKeyThatComesWithAnotherProjectGetsTheLimitsOfThat() {
    limits.configure(defaults(600));
    limits.limitsFor(CALLER, "gpt-4o");

    LimitSet other =
        limits.limitsFor(
            new Caller.Application("key_1", "proj_2", "acc_2", Set.of(), Set.of()), "gpt-4o");

    assertThat(other.accountId()).isEqualTo("acc_2");
    assertThat(other.bounds()).extracting(bound -> bound.scope().accountId()).containsOnly("acc_2");
    assertThat(other.bounds().get(4).scope().id()).isEqualTo("proj_2");
  }

  private static LimitsConfig defaults(long rpm) {
    return new LimitsConfig(
        new Limits(Map.of(Dimension.USD_PER_MONTH, 1_000_000_000L)),
        new Limits(Map.of(Dimension.CONCURRENCY, 100L, Dimension.RPM, rpm)),
        new Limits(Map.of(Dimension.TPM, 40_000L)),
        Map.of("gpt-4o", new Limits(Map.of(Dimension.RPM, 60L))),
        LimitsConfig.Reserve.LEARNED,
        LimitsConfig.Estimate.DEFAULT,
        1_000,
        800,
        LimitsConfig.Away.LOCAL,
        true);
  }
}
