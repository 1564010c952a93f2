package com.plurence.gateway.config.file;

import com.plurence.gateway.config.provider.ModelConfig;
import com.plurence.gateway.config.provider.ModelConfig.TargetConfig;
import com.plurence.gateway.config.provider.ModelPattern;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of one model and its targets. */
final class ModelSettings {
  /** Any name a client can type; names of providers hold slashes, colons and more. */
  static final Format<String> NAME =
      Format.text(
          "1 to 256 visible characters without '$', with spaces only between them and one '*' at"
              + " most",
          Pattern.compile("(?! )(?:[\\p{L}\\p{N}\\p{P}\\p{S}&&[^$]]| (?!$)){1,256}", Pattern.DOTALL)
              .asMatchPredicate()
              .and(ModelPattern::isAcceptable));

  private static final Format<Integer> POSITIVE = Format.whole(1, 1_000_000);

  private ModelSettings() {}

  static ModelConfig read(String name, Section section, Map<String, ProviderConfig> providers) {
    List<TargetConfig> targets =
        section.groups("targets", target -> target(name, target, providers));
    if (targets.isEmpty()) {
      section.problem("targets", "is empty, accepted: at least one '- provider: name'");
    }
    return new ModelConfig(name, targets);
  }

  private static TargetConfig target(
      String client, Section section, Map<String, ProviderConfig> providers) {
    String name = section.required("provider", nameOf(providers)).orElse("");
    ProviderConfig provider = providers.get(name);
    UpstreamConfig base = provider == null ? UpstreamConfig.DEFAULT : provider.upstream();
    Optional<String> model = section.optional("model", NAME);
    if (model.flatMap(ModelPattern::of).isPresent() && ModelPattern.of(client).isEmpty()) {
      section.problem("model", "has a '*', accepted: one only where the model's own name has one");
    }
    return new TargetConfig(
        name,
        model,
        section.value("weight", 1, POSITIVE),
        section.value("priority", 1, POSITIVE),
        TraitSettings.read(section, Optional.ofNullable(provider).map(ProviderConfig::kind)),
        PriceSettings.ofTarget(section),
        section.in("upstream", overrides -> UpstreamSettings.read(overrides, base)));
  }

  private static Format<String> nameOf(Map<String, ProviderConfig> providers) {
    String accepted =
        providers.isEmpty()
            ? "one that stands under 'providers', which has none"
            : String.join(", ", providers.keySet());
    return Format.text(accepted, providers::containsKey);
  }
}
