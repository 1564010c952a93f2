package com.plurence.gateway.config.file;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ProxyConfig;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way out to a provider: the setting {@code proxy}, else the variables HTTPS_PROXY, HTTP_PROXY
 * and NO_PROXY of the environment, in capitals or not, as other programs read them.
 */
final class ProxySettings {
  private static final Pattern FORM =
      Pattern.compile(
          "(?i)(?:http://)?(?:([^:@/\\s]*)(?::([^@/\\s]*))?@)?"
              + "(\\[[0-9a-f:.]+\\]|[a-z0-9._-]+)(?::([0-9]{1,5}))?/?");

  private static final String ACCEPTED = "http://host:port or http://user:password@host:port";
  private static final String NONE = "none";
  private static final int DEFAULT_PORT = 80;
  private static final int HIGHEST_PORT = 65535;

  /** May hold a password, so nothing of it is shown. Empty for {@code none}. */
  private static final Format<List<ProxyConfig>> PROXY =
      new Format<>(
          ACCEPTED + ", or none",
          text -> "",
          text -> text.equalsIgnoreCase(NONE) ? Optional.of(List.of()) : parse(text).map(List::of));

  private ProxySettings() {}

  static Optional<ProxyConfig> read(Section section, Optional<BaseUrl> baseUrl) {
    Optional<List<ProxyConfig>> set = section.optional("proxy", PROXY);
    if (set.isPresent()) {
      return set.get().stream().findFirst();
    }
    return section.has("proxy")
        ? Optional.empty()
        : baseUrl.flatMap(url -> ofEnvironment(section, url));
  }

  private static Optional<ProxyConfig> ofEnvironment(Section section, BaseUrl url) {
    String name = url.tls() ? "HTTPS_PROXY" : "HTTP_PROXY";
    Optional<String> address = variable(section, name);
    if (address.isEmpty()
        || NoProxy.isLoopback(url.host())
        || variable(section, "NO_PROXY").filter(list -> NoProxy.covers(list, url)).isPresent()) {
      return Optional.empty();
    }
    Optional<ProxyConfig> proxy = parse(address.get().trim());
    if (proxy.isEmpty()) {
      section.problem(
          "proxy",
          "is left to %s, which is not acceptable, accepted: %s".formatted(name, ACCEPTED));
    }
    return proxy;
  }

  private static Optional<String> variable(Section section, String name) {
    return section.variable(name.toLowerCase(Locale.ROOT)).or(() -> section.variable(name));
  }

  private static Optional<ProxyConfig> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int port = parts.group(4) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(4));
    if (port == 0 || port > HIGHEST_PORT) {
      return Optional.empty();
    }
    String host = parts.group(3).replaceAll("[\\[\\]]", "");
    return decoded(parts.group(1))
        .flatMap(
            user ->
                decoded(parts.group(2))
                    .map(password -> new ProxyConfig(host, port, user, password)));
  }

  private static Optional<Secret> decoded(@Nullable String part) {
    if (part == null) {
      return Optional.of(Secret.NONE);
    }
    try {
      // A plus sign is one: this is no form.
      String text = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Optional.of(new Secret(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
