package com.plurence.gateway.config.file;

import com.google.re2j.PatternSyntaxException;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.config.AuditConfig.Address;
import com.plurence.gateway.config.AuditConfig.Redaction;
import com.plurence.gateway.config.AuditConfig.Tier;
import com.plurence.gateway.config.UsageConfig;
import com.plurence.gateway.config.UsageConfig.Spool;
import com.plurence.gateway.config.UsageConfig.WhenFull;
import com.plurence.gateway.config.yaml.Durations;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import com.plurence.gateway.config.yaml.Sizes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is kept of requests: usage records and the audit. */
final class RecordSettings {
  private static final Format<Duration> KEEP = Durations.days(1, 36_500);
  private static final Format<Path> DIRECTORY = Format.of("a directory", RecordSettings::path);
  private static final Format<Long> SPOOL = Sizes.between(4, 1024 * 1024);
  private static final Format<Duration> SYNC =
      Durations.between(Duration.ofMillis(10), Duration.ofMinutes(1));

  private static final Format<Long> BODY = Sizes.upToMib(64);
  private static final Format<Long> MEMORY = Sizes.between(1, 64 * 1024);
  private static final List<String> BUILT_IN = List.of("secrets", "email", "card", "phone");
  private static final Format<String> NAME =
      Format.text(
          "1 to 32 of a-z, 0-9, '_' and '-'",
          Pattern.compile("[a-z0-9_-]{1,32}").asMatchPredicate());
  private static final Format<String> PATTERN =
      Format.text("a pattern in the syntax of RE2", RecordSettings::isPattern);

  private RecordSettings() {}

  private static boolean isPattern(String text) {
    try {
      return !com.google.re2j.Pattern.compile(text).matches("");
    } catch (PatternSyntaxException unusable) {
      return false;
    }
  }

  static UsageConfig usage(Section section) {
    UsageConfig usual = UsageConfig.DEFAULT;
    return new UsageConfig(
        section.value("keep", usual.keep(), KEEP),
        section.value("keep_summaries", usual.keepSummaries(), KEEP),
        section.value("end_user", usual.endUser(), Format.flag()),
        section.value("when_full", usual.whenFull(), Format.choice(WhenFull.class)),
        section.in("spool", spool -> spool(spool, usual.spool())));
  }

  private static Spool spool(Section section, Spool usual) {
    return new Spool(
        section.value("directory", usual.directory(), DIRECTORY),
        section.value("size", usual.size(), SPOOL),
        section.value("sync", usual.sync(), SYNC));
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException unusable) {
      return Optional.empty();
    }
  }

  static AuditConfig audit(Section section) {
    Map<String, Redaction> builtIn = new LinkedHashMap<>();
    for (String name : BUILT_IN) {
      builtIn.put(name, new Redaction(name, Optional.empty()));
    }
    AuditConfig usual = AuditConfig.DEFAULT;
    return new AuditConfig(
        section.value("tier", usual.tier(), Format.choice(Tier.class)),
        section.value("keep", usual.keep(), KEEP),
        section.value("body", usual.body(), BODY),
        section.value("memory", usual.memory(), MEMORY),
        section.value("address", usual.address(), Format.choice(Address.class)),
        section.listOrGroups(
            "redact", usual.redact(), Format.choice(builtIn), RecordSettings::redaction));
  }

  private static Redaction redaction(Section section) {
    return new Redaction(
        section.required("name", NAME).orElse("own"), section.required("pattern", PATTERN));
  }
}
