package com.plurence.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ModelConfig.TargetConfig;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.price.PriceList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CatalogTest {

  @Test
  void listsModelsInTheOrderOfTheFile() {
    Catalog catalog = catalog("k", model("zebra", to("a")), model("ant", to("a")));

    assertThat(catalog.models()).containsExactly("zebra", "ant");
  }

  @Test
  void findsAModelByExactlyItsName() {
    Catalog catalog = catalog("k", model("gpt-4o", to("a")));

    assertThat(catalog.route("gpt-4o")).isPresent();
    assertThat(catalog.route("gpt-4o ")).isEmpty();
    assertThat(catalog.route("GPT-4o")).isEmpty();
  }

  @Test
  void groupsTargetsByPriorityLowestNumberFirst() {
    ModelConfig model = model("m", to("a", "x", 1, 2), to("b", "y", 1, 1), to("a", "z", 1, 2));

    Route route = catalog("k", model).route("m").orElseThrow();

    assertThat(route.priorities())
        .extracting(group -> group.stream().map(Target::id).toList())
        .containsExactly(List.of("b/y"), List.of("a/x", "a/z"));
    assertThat(route.targets()).extracting(Target::id).containsExactly("b/y", "a/x", "a/z");
  }

  @Test
  void sendsTheClientsNameWhereATargetNamesNoModel() {
    Route route = catalog("k", model("m", to("a"))).route("m").orElseThrow();

    assertThat(route.targets()).extracting(Target::model).containsExactly("m");
  }

  @Test
  void numbersTargetsThatWouldShareAnId() {
    ModelConfig model = model("m", to("a", "x", 1, 1), to("a", "x", 1, 2), to("b", "x", 1, 1));

    Route route = catalog("k", model).route("m").orElseThrow();

    assertThat(route.targets()).extracting(Target::id).containsExactly("a/x", "b/x", "a/x#2");
  }

  @Test
  void givesEqualTargetsForEqualConfiguration() {
    List<Target> before = targets(catalog("k", model("m", to("a"), to("b"))));
    List<Target> after = targets(catalog("k", model("m", to("a"), to("b"))));

    assertThat(after).isEqualTo(before).hasSameHashCodeAs(before);
  }

  @Test
  void givesAnotherTargetWhenItsCredentialChanged() {
    List<Target> before = targets(catalog("old", model("m", to("a"))));
    List<Target> after = targets(catalog("new", model("m", to("a"))));

    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void knowsWhichTargetsShareACredential() {
    List<Target> targets =
        targets(catalog("k", model("m", to("a", "x", 1, 1), to("a", "y", 1, 1), to("b"))));

    assertThat(targets.get(0).sharesCredentialWith(targets.get(1))).isTrue();
    assertThat(targets.get(0).sharesCredentialWith(targets.get(2))).isFalse();
  }

  @Test
  void refusesATargetOfAnUnknownProvider() {
    ModelConfig model = model("m", to("nobody"));

    assertThatThrownBy(() -> catalog("k", model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'m'")
        .hasMessageContaining("'nobody'");
  }

  private static List<Target> targets(Catalog catalog) {
    return catalog.route("m").orElseThrow().targets();
  }

  private static Catalog catalog(String key, ModelConfig... models) {
    Map<String, ProviderConfig> providers =
        Map.of("a", provider("a", key), "b", provider("b", key));
    Map<String, ModelConfig> byName = new LinkedHashMap<>();
    for (ModelConfig model : models) {
      byName.put(model.name(), model);
    }
    return Catalog.of(providers, byName, Map.of());
  }

  @Test
  void anExactNameComesBeforeTheLongestPattern() {
    Catalog catalog =
        catalog(
            "k",
            model("*", to("a")),
            model("gpt-*", to("a")),
            model("*-4o", to("b")),
            model("gpt-4o", to("b")));

    assertThat(catalog.route("gpt-4o")).map(Route::model).hasValue("gpt-4o");
    assertThat(catalog.route("gpt-4")).map(Route::model).hasValue("gpt-*");
    assertThat(catalog.route("gpt--4o")).map(Route::model).hasValue("gpt-*");
    assertThat(catalog.route("x-4o")).map(Route::model).hasValue("*-4o");
    assertThat(catalog.route("other")).map(Route::model).hasValue("*");
    assertThat(catalog.route("..")).isEmpty();
  }

  @Test
  void aTargetOfAPatternKnowsWhatItsProviderCallsEachModel() {
    TargetConfig renamed =
        new TargetConfig(
            "a",
            Optional.of("models/*-v1"),
            1,
            1,
            TargetTraits.DEFAULT,
            PriceList.UNKNOWN,
            UpstreamConfig.DEFAULT);
    TargetConfig fixed =
        new TargetConfig(
            "a",
            Optional.of("one"),
            1,
            1,
            TargetTraits.DEFAULT,
            PriceList.UNKNOWN,
            UpstreamConfig.DEFAULT);

    List<Target> targets =
        catalog("k", model("my/*", to("a"), renamed, fixed)).route("my/x").orElseThrow().targets();

    assertThat(targets)
        .extracting(target -> target.model("my/x"))
        .containsExactly("my/x", "models/x-v1", "one");
    assertThat(targets).extracting(Target::hasManyModels).containsExactly(true, true, false);
    assertThat(targets).extracting(Target::id).containsExactly("a/my/*", "a/models/*-v1", "a/one");
  }

  private static ProviderConfig provider(String name, String key) {
    return new ProviderConfig(
        name,
        ProviderConfig.Kind.OPENAI,
        Optional.of(BaseUrl.parse("http://localhost:1/v1").orElseThrow()),
        new Secret(key),
        ProviderConfig.RequestSettings.DEFAULT,
        Optional.empty(),
        List.of(ProviderConfig.Protocol.HTTP_1_1),
        ProviderConfig.Tls.SYSTEM,
        true,
        false,
        ProviderConfig.DEFAULT_API_VERSION,
        UpstreamConfig.DEFAULT);
  }

  private static ModelConfig model(String name, TargetConfig... targets) {
    return new ModelConfig(name, List.of(targets));
  }

  private static TargetConfig to(String provider) {
    return new TargetConfig(
        provider,
        Optional.empty(),
        1,
        1,
        TargetTraits.DEFAULT,
        PriceList.UNKNOWN,
        UpstreamConfig.DEFAULT);
  }

  private static TargetConfig to(String provider, String model, int weight, int priority) {
    return new TargetConfig(
        provider,
        Optional.of(model),
        weight,
        priority,
        TargetTraits.DEFAULT,
        PriceList.UNKNOWN,
        UpstreamConfig.DEFAULT);
  }
}
