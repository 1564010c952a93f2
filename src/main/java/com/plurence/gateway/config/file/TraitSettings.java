package com.plurence.gateway.config.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.ProviderConfig.Kind;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.TargetTraits.DemoDialect;
import com.plurence.gateway.config.provider.TargetTraits.Dropped;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the model of a target is like: settings of a target, each for some kinds of providers. */
final class TraitSettings {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Format<Integer> TOKENS = Format.whole(1, 100_000_000);

  private TraitSettings() {}

  /**
   * @param kind of the target's provider; empty if there is no such provider, which is mistake
   *     enough
   */
  static TargetTraits read(Section section, Optional<Kind> kind) {
    TargetTraits usual = TargetTraits.DEFAULT;
    TargetTraits traits =
        new TargetTraits(
            section.value("max_output", (int) usual.maxOutput(), TOKENS),
            Set.copyOf(section.list("drops", List.of(), Format.choice(Dropped.class))),
            section.optional("thinking", Format.choice(Map.of("budget", true))).isPresent(),
            section.value("system_in_messages", false, Format.flag()),
            section.value("auto_cache", false, Format.flag()),
            section.value("call_ids", true, Format.flag()),
            section.value("max_tokens_field", false, maxTokensField()),
            section.value("reasoning_content", false, Format.flag()),
            section.optional("dialect", Format.choice(DemoDialect.class)),
            MAPPER.<ObjectNode>valueToTree(section.free("extra")));
    kind.ifPresent(of -> checkKind(section, of));
    return traits;
  }

  private static Format<Boolean> maxTokensField() {
    Map<String, Boolean> fields = new LinkedHashMap<>();
    fields.put("max_completion_tokens", false);
    fields.put("max_tokens", true);
    return Format.choice(fields);
  }

  /** Traits that not every kind has; the demo plays them all. */
  private static void checkKind(Section section, Kind kind) {
    if (kind == Kind.DEMO) {
      return;
    }
    check(section, "dialect", kind, Kind.DEMO);
    check(section, "max_output", kind, Kind.ANTHROPIC);
    check(section, "thinking", kind, Kind.ANTHROPIC, Kind.GOOGLE);
    check(section, "system_in_messages", kind, Kind.ANTHROPIC);
    check(section, "auto_cache", kind, Kind.ANTHROPIC);
    check(section, "call_ids", kind, Kind.GOOGLE);
    check(section, "max_tokens_field", kind, Kind.OPENAI, Kind.VERTICLE);
    check(section, "reasoning_content", kind, Kind.OPENAI, Kind.VERTICLE);
  }

  private static void check(Section section, String key, Kind kind, Kind... accepted) {
    List<Kind> kinds = List.of(accepted);
    if (section.has(key) && !kinds.contains(kind)) {
      section.problem(
          key,
          "is not for targets of kind %s, accepted: kind %s"
              .formatted(
                  kind.label(),
                  kinds.stream().map(Kind::label).collect(Collectors.joining(" or "))));
    }
  }
}
