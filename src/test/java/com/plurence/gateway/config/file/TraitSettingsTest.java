package com.plurence.gateway.config.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigProblem;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Credential;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.TargetTraits.Dropped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Providers of other dialects than that of OpenAI, and what their models are like. */
final class TraitSettingsTest {
  private static final String PROVIDERS =
      """
      providers:
        a: { kind: anthropic, base_url: "https://a.example/v1", api_key: k }
        g: { kind: google, base_url: "https://g.example/v1beta", api_key: k }
        o: { kind: openai, base_url: "https://o.example/v1", api_key: k }
        v: { kind: verticle }
      """;

  @Test
  void theKeyGoesIntoTheHeaderOfTheKind() throws ConfigException {
    Map<String, ProviderConfig> providers =
        ConfigLoader.parse("f", PROVIDERS + "models: {}", Map.of()).providers();

    assertThat(credential(providers, "a")).isEqualTo(Credential.X_API_KEY);
    assertThat(credential(providers, "g")).isEqualTo(Credential.X_GOOG_API_KEY);
    assertThat(credential(providers, "o")).isEqualTo(Credential.BEARER);
    assertThat(provider(providers, "a").apiVersion()).isEqualTo("2023-06-01");
    assertThat(provider(providers, "o").responses()).isFalse();
  }

  private static Credential credential(Map<String, ProviderConfig> providers, String name) {
    return provider(providers, name).request().credential();
  }

  private static ProviderConfig provider(Map<String, ProviderConfig> providers, String name) {
    return requireNonNull(providers.get(name));
  }

  @Test
  void everyTraitCanBeSet() throws ConfigException {
    assertThat(
            traits(
                "a",
                "max_output: 64000, drops: [temperature, top_p, top_k], thinking: budget,"
                    + " system_in_messages: true, auto_cache: true"))
        .isEqualTo(
            new TargetTraits(
                64_000,
                Set.of(Dropped.TEMPERATURE, Dropped.TOP_P, Dropped.TOP_K),
                true,
                true,
                true,
                true,
                false,
                false,
                TargetTraits.DEFAULT.extra()));
    TargetTraits google =
        traits("g", "thinking: budget, call_ids: false, extra: { generationConfig: { seed: 1 } }");
    assertThat(google.callIds()).isFalse();
    assertThat(google.thinkingBudget()).isTrue();
    assertThat(google.extra())
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .set("generationConfig", new ObjectMapper().createObjectNode().put("seed", 1)));
    assertThat(traits("v", "max_tokens_field: max_tokens").oldMaxTokensField()).isTrue();
    assertThat(traits("o", "")).isEqualTo(TargetTraits.DEFAULT);
  }

  private static TargetTraits traits(String provider, String traits) throws ConfigException {
    return requireNonNull(
            ConfigLoader.parse("f", file(provider, traits), Map.of()).models().get("m"))
        .targets()
        .get(0)
        .traits();
  }

  private static String file(String provider, String traits) {
    return PROVIDERS
        + "models: { m: { targets: [ { provider: "
        + provider
        + ", "
        + traits
        + " } ] } }";
  }

  @Test
  void aTraitOfAnotherKindIsRefusedWithThoseThatHaveIt() {
    assertThat(refusal(file("o", "max_output: 5, thinking: budget, call_ids: true")))
        .containsExactlyInAnyOrder(
            "models.m.targets[0].max_output is not for targets of kind openai, accepted: kind"
                + " anthropic",
            "models.m.targets[0].thinking is not for targets of kind openai, accepted: kind"
                + " anthropic or google",
            "models.m.targets[0].call_ids is not for targets of kind openai, accepted: kind"
                + " google");
    assertThat(refusal(file("g", "reasoning_content: true, system_in_messages: false"))).hasSize(2);
    assertThat(refusal(file("o", "dialect: google")))
        .containsExactly(
            "models.m.targets[0].dialect is not for targets of kind openai, accepted: kind demo");
  }

  @Test
  void aValueOfNoMeaningIsRefused() {
    assertThat(refusal(file("a", "drops: [seed], thinking: much, max_output: 0, extra: [1]")))
        .containsExactlyInAnyOrder(
            "models.m.targets[0].drops[0] was 'seed', accepted: temperature or top_p or top_k or"
                + " thinking",
            "models.m.targets[0].thinking was 'much', accepted: budget",
            "models.m.targets[0].max_output was '0', accepted: a whole number from 1 to 100000000",
            "models.m.targets[0].extra was a list, accepted: settings as 'name: value'");
  }

  @Test
  void whatOneKindOfProviderHasIsRefusedOfOthers() {
    assertThat(
            refusal(
                """
                providers:
                  a: { kind: anthropic, responses: true }
                  o: { kind: openai, base_url: "https://o.example/v1", api_version: "2023-06-01" }
                  v: { kind: verticle, base_url: "https://v.example/v1" }
                models: {}
                """))
        .anyMatch(problem -> problem.startsWith("providers.a.base_url is missing"))
        .contains(
            "providers.a.responses is not for kind anthropic, accepted: kind openai",
            "providers.o.api_version is not for kind openai, accepted: kind anthropic",
            "providers.v.base_url is not for kind verticle, accepted: kind openai, anthropic or"
                + " google, or no base_url");
  }

  private static List<String> refusal(String file) {
    return catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.parse("f", file, Map.of()))
        .problems()
        .stream()
        .map((ConfigProblem problem) -> problem.path() + " " + problem.message())
        .toList();
  }
}
