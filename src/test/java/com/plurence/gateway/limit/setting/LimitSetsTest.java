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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The limits of a request, put together in memory. */
final class LimitSetsTest {
  private static final Caller.Application CALLER =
      new Caller.Application("key_1", "proj_1", "acc_1", Set.of(), Set.of());

  private final KnownLimits known = new KnownLimits();
  private final LimitSets sets = new LimitSets(known, 100);

  @Test
  void theWidestScopeComesFirst() {
    known.configure(defaults(600));

    assertThat(sets.of(CALLER, "gpt-4o"))
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
    known.configure(defaults(600));
    LimitSet before = sets.of(CALLER, "gpt-4o");

    known.configure(defaults(600));
    assertThat(sets.of(CALLER, "gpt-4o")).isSameAs(before);
    known.configure(
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
    assertThat(sets.of(CALLER, "gpt-4o")).isSameAs(before);
    known.configure(defaults(601));
    assertThat(sets.of(CALLER, "gpt-4o")).isNotEqualTo(before);
  }

  @Test
  void modelsWithoutLimitsShareOneSet() {
    known.configure(defaults(600));

    LimitSet shared = sets.of(CALLER, "some");

    assertThat(shared.bounds()).hasSize(4);
    for (int i = 0; i < 10_000; i++) {
      assertThat(sets.of(CALLER, "any-" + i)).isSameAs(shared);
    }
  }

  @Test
  void aKeyThatComesWithAnotherProjectGetsTheLimitsOfThat() {
    known.configure(defaults(600));
    sets.of(CALLER, "gpt-4o");

    LimitSet other =
        sets.of(new Caller.Application("key_1", "proj_2", "acc_2", Set.of(), Set.of()), "gpt-4o");

    assertThat(other.accountId()).isEqualTo("acc_2");
    assertThat(other.bounds()).extracting(bound -> bound.scope().accountId()).containsOnly("acc_2");
    assertThat(other.bounds().get(4).scope().id()).isEqualTo("proj_2");
  }

  @Test
  void whatSomebodyHasOfItsOwnGoesBeforeTheDefaults() {
    known.configure(defaults(600));
    LimitSet before = sets.of(CALLER, "gpt-4o");

    known.put(
        new LimitSetting(
            LimitOwner.project("proj_1"),
            2,
            new OwnLimits(
                Map.of(Dimension.RPM, OptionalLong.empty(), Dimension.RPD, OptionalLong.of(9)),
                Map.of("o1", Map.of(Dimension.TPM, OptionalLong.of(7))),
                Optional.empty(),
                Optional.empty())));
    known.put(new LimitSetting(LimitOwner.project("proj_1"), 1, OwnLimits.NONE));

    assertThat(sets.of(CALLER, "o1").bounds())
        .extracting(bound -> bound.scope().kind().label() + " " + bound.dimension().label())
        .containsExactly(
            "account usd_per_month", "project rpd", "project concurrency", "key tpm", "model tpm");
    known.remove(LimitOwner.project("proj_1"));
    assertThat(sets.of(CALLER, "gpt-4o")).isEqualTo(before);
    assertThat(sets.of(CALLER, "o1").bounds()).hasSize(4);
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
