package com.plurence.gateway.config.file;

import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.config.LimitsConfig.Away;
import com.plurence.gateway.config.LimitsConfig.Estimate;
import com.plurence.gateway.config.LimitsConfig.Reserve;
import com.plurence.gateway.config.provider.ModelPattern;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Limits;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Unit;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What may be used by default, and how that is kept. */
final class LimitSettings {
  private static final Pattern NUMBER = Pattern.compile("(?:0|[1-9][0-9]{0,15})(?:\\.[0-9]{1,9})?");
  private static final Format<Integer> TOKENS = Format.whole(0, 100_000_000);

  /** A pattern would be one limit or many, which nobody could tell. */
  private static final Format<String> MODEL =
      Format.text(
          "a model's name as clients send it, without '*'",
          name ->
              ModelPattern.of(name).isEmpty()
                  && ModelSettings.NAME.parser().apply(name).isPresent());

  private LimitSettings() {}

  static LimitsConfig read(Section section) {
    LimitsConfig usual = LimitsConfig.DEFAULT;
    return new LimitsConfig(
        section.in("account", group -> limits(group, Scope.Kind.ACCOUNT)),
        section.in("project", group -> limits(group, Scope.Kind.PROJECT)),
        section.in("key", group -> limits(group, Scope.Kind.KEY)),
        section.named("models", MODEL, (name, group) -> limits(group, Scope.Kind.MODEL)),
        section.value("reserve", usual.reserve(), Format.choice(Reserve.class)),
        section.in("estimate", LimitSettings::estimate),
        section.value("cache_read_weight", usual.cacheReadWeight(), Format.thousandths(0, 1_000)),
        section.value("warn_at", usual.warnAt(), Format.thousandths(10, 1_000)),
        section.value("away", usual.away(), Format.choice(Away.class)),
        section.value("headers", usual.headers(), Format.flag()));
  }

  private static Limits limits(Section section, Scope.Kind scope) {
    Map<Dimension, Long> most = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.of(scope)) {
      section
          .optional(dimension.label(), format(dimension.unit()))
          .ifPresent(limit -> most.put(dimension, limit));
    }
    return new Limits(most);
  }

  private static Format<Long> format(Unit unit) {
    return Format.of(
        unit.accepted(),
        text ->
            Optional.of(text)
                .filter(NUMBER.asMatchPredicate())
                .map(number -> unit.limit(new BigDecimal(number)))
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong));
  }

  private static Estimate estimate(Section section) {
    Estimate usual = Estimate.DEFAULT;
    return new Estimate(
        section.value("learn", usual.learn(), Format.flag()),
        section.value("tokens_per_byte", usual.tokensPerByte(), Format.thousandths(1, 10_000)),
        section.value("image_tokens", usual.imageTokens(), TOKENS),
        section.value("output_tokens", usual.outputTokens(), TOKENS));
  }
}
