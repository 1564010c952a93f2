package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.catalog.Catalog;
import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ModelConfig.TargetConfig;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
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
                            UpstreamConfig.DEFAULT)))));
    return Catalog.of(Map.of("p", PROVIDER), models);
  }
}
