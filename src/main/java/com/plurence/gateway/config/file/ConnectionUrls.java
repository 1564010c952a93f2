package com.plurence.gateway.config.file;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.yaml.Format;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** URLs of what the gateway connects to. Those with passwords are never shown. */
final class ConnectionUrls {
  private static final Pattern MODE =
      Pattern.compile("mode=cluster|mode=sentinel&master=[^&]+|master=[^&]+&mode=sentinel");
  private static final Pattern H2 = Pattern.compile("h2:[^;\\s][^;]*");

  static final Format<Secret> STORE =
      Format.secret(
          "h2:PATH or postgresql://user:password@host:port/database (percent-encode special"
              + " characters)",
          text -> H2.matcher(text).matches() || isPostgresql(text));

  static final Format<Secret> SHARED_STATE =
      Format.secret(
          "memory:, redis://host:port or rediss://host:port (percent-encode special characters), of"
              + " several also ?mode=cluster or ?mode=sentinel&master=NAME",
          text -> text.equals("memory:") || isRedis(text));

  static final Format<URI> WEB =
      new Format<>(
          "an absolute http or https URL (no user, query or fragment; no '_' in the host)",
          ConnectionUrls::withoutSecrets,
          text -> parse(text).filter(ConnectionUrls::isWeb));

  static final Format<BaseUrl> BASE =
      new Format<>(
          "an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or"
              + " fragment (a query stands under 'query'; {model} is for the path)",
          ConnectionUrls::withoutSecrets,
          BaseUrl::parse);

  private ConnectionUrls() {}

  private static boolean isPostgresql(String text) {
    return isServer(text, Set.of("postgresql"))
        && parse(text).filter(url -> url.getPath().matches("/[^/]+")).isPresent();
  }

  private static boolean isRedis(String text) {
    return isServer(text, Set.of("redis", "rediss"))
        && parse(text)
            .filter(url -> url.getPath().matches("(/[0-9]{0,3})?"))
            .filter(url -> url.getRawQuery() == null || MODE.matcher(url.getRawQuery()).matches())
            .isPresent();
  }

  private static boolean isServer(String text, Set<String> schemes) {
    return parse(text)
        .filter(url -> url.getScheme() != null && schemes.contains(url.getScheme()))
        .filter(ConnectionUrls::hasAddress)
        .isPresent();
  }

  private static boolean isWeb(URI url) {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    return web && bare && hasAddress(url);
  }

  private static boolean hasAddress(URI url) {
    return url.getHost() != null && url.getPort() != 0 && url.getPort() <= 65535;
  }

  private static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static String withoutSecrets(String url) {
    return url.replaceFirst("(?s)^.*@", "***@").replaceFirst("(?s)[?#].*$", "?***");
  }
}
