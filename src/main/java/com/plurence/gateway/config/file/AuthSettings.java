package com.plurence.gateway.config.file;

import com.plurence.gateway.config.AuthConfig;
import com.plurence.gateway.config.AuthConfig.Issuer;
import com.plurence.gateway.config.AuthConfig.Jwt;
import com.plurence.gateway.config.AuthConfig.Signups;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.yaml.Durations;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How people and tools prove who they are. */
final class AuthSettings {
  /** HS256 wants a key as long as its hash (RFC 7518, 3.2). */
  private static final int MIN_SECRET = 32;

  /** Nothing, or something that is as hard to guess as a key. */
  static final Format<Secret> SECRET =
      Format.secret(
          "nothing, or at least %d bytes".formatted(MIN_SECRET),
          text -> text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length >= MIN_SECRET);

  private static final Format<String> NAME =
      Format.text("1 to 500 characters", text -> !text.isBlank() && text.length() <= 500);

  private static final Format<String> ADDRESS =
      Format.of(
          "an e-mail address",
          text ->
              Optional.of(text.toLowerCase(Locale.ROOT))
                  .filter(address -> address.matches("[^\\s@]+@[^\\s@]+")));

  private AuthSettings() {}

  static AuthConfig read(Section section) {
    Optional<Issuer> issuer = section.in("issuer", AuthSettings::issuer);
    return new AuthConfig(
        section.in("jwt", AuthSettings::jwt),
        issuer,
        section.value(
            "signups",
            issuer.isPresent() ? Signups.OPEN : Signups.CLOSED,
            Format.choice(Signups.class)),
        Set.copyOf(section.list("operators", List.of(), ADDRESS)));
  }

  private static Jwt jwt(Section section) {
    return new Jwt(
        section.withDefault("secret", "${PLURENCE_JWT_SECRET:-}", SECRET).orElse(Secret.NONE),
        section.optional("previous_secret", SECRET).orElse(Secret.NONE),
        section.value(
            "ttl",
            Duration.ofHours(1),
            Durations.between(Duration.ofSeconds(1), Duration.ofDays(365))));
  }

  private static Optional<Issuer> issuer(Section section) {
    Optional<String> name = section.optional("name", NAME);
    Optional<URI> jwksUrl = section.optional("jwks_url", ConnectionUrls.WEB);
    Optional<String> audience = section.optional("audience", NAME);
    boolean wanted = section.has("name") || section.has("jwks_url") || section.has("audience");
    for (String setting : new String[] {"name", "jwks_url", "audience"}) {
      if (wanted && !section.has(setting)) {
        section.problem(
            setting, "is missing, accepted: name, jwks_url and audience together, or none");
      }
    }
    return name.isPresent() && jwksUrl.isPresent() && audience.isPresent()
        ? Optional.of(new Issuer(name.get(), jwksUrl.get(), audience.get()))
        : Optional.empty();
  }
}
