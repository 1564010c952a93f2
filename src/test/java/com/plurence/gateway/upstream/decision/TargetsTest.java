package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.catalog.Catalog;
import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ModelConfig.TargetConfig;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.price.Price;
import com.plurence.gateway.price.PriceList;
import com.plurence.gateway.price.Rates;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TargetsTest {
  private static final ProviderConfig PROVIDER = Fixtures.target("p", 1, 1).provider();

  @Test
  void keepsWhatIsKnownOfUnchangedTargets() {
    Targets before = Targets.of(catalog(Map.of("m", 1)), START);
    TargetState known = only(before);

    Targets after = before.follow(catalog(Map.of("m", 1)), START);

    assertThat(only(after)).isSameAs(known);
  }

  @Test
  void keepsWhatIsKnownWhenOnlyThePriceChanges() {
    Targets before = Targets.of(catalog(Map.of("m", 1)), START);
    TargetState known = only(before);

    Targets after =
        before.follow(
            Catalog.of(Map.of("p", PROVIDER), models(Map.of("m", 1)), Map.of("x", price(250_000))),
            START);

    TargetState state = only(after);
    assertThat(state.health()).isSameAs(known.health());
    assertThat(state.limit()).isSameAs(known.limit());
    assertThat(known.target().price("m", LocalDate.EPOCH)).isEmpty();
    assertThat(state.target().price("m", LocalDate.EPOCH)).isPresent();
    assertThat(after.balancer("m").orElseThrow().targets()).containsExactly(state);
  }

  private static PriceList price(long rate) {
    return new PriceList(
        List.of(new Price(LocalDate.MIN, new Rates(rate, rate, rate, rate, rate), Map.of())));
  }

  @Test
  void startsAfreshWithAChangedTarget() {
    Targets before = Targets.of(catalog(Map.of("m", 1)), START);
    TargetState known = only(before);

    Targets after = before.follow(catalog(Map.of("m", 2)), START);

    assertThat(only(after)).isNotSameAs(known);
  }

  @Test
  void forgetsTargetsThatAreGone() {
    Targets before = Targets.of(catalog(Map.of("m", 1)), START);

    Targets after = before.follow(catalog(Map.of()), START);

    assertThat(after.states()).isEmpty();
    assertThat(after.balancer("m")).isEmpty();
  }

  @Test
  void sharesOneStateBetweenModelsThatLeadToTheSameTarget() {
    Targets targets = Targets.of(catalog(Map.of("m", 1, "alias", 1)), START);

    assertThat(targets.states()).hasSize(1);
    assertThat(targets.balancer("m")).isPresent();
    assertThat(targets.balancer("alias")).isPresent();
  }

  private static TargetState only(Targets targets) {
    return targets.states().iterator().next();
  }

  private static Catalog catalog(Map<String, Integer> weights) {
    return Catalog.of(Map.of("p", PROVIDER), models(weights), Map.of());
  }

  private static Map<String, ModelConfig> models(Map<String, Integer> weights) {
    Map<String, ModelConfig> models = new LinkedHashMap<>();
    weights.forEach(
        (name, weight) ->
            models.put(
                name,
                new ModelConfig(
                    name,
                    List.of(
                        new TargetConfig(
                            "p",
                            Optional.of("x"),
                            weight,
                            1,
                            TargetTraits.DEFAULT,
                            PriceList.UNKNOWN,
                            UpstreamConfig.DEFAULT)))));
    return models;
  }
}
