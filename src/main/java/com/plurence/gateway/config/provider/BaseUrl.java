package com.plurence.gateway.config.provider;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a provider's API, up to and including {@code /v1} or what stands for it. Wider
 * than {@link java.net.URI}: names of containers hold underscores, and the path may hold {@code
 * {model}}.
 *
 * @param tls whether the scheme is {@code https}
 * @param host in lower case; an IPv6 address without its brackets
 * @param port the default of the scheme where none was given
 * @param path begins with a slash, or is empty; does not end with one
 */
public record BaseUrl(boolean tls, String host, int port, String path) {
  /** Stands in the path for what the provider calls the model, as in Azure's addresses. */
  public static final String MODEL = "{model}";

  private static final Pattern FORM =
      Pattern.compile(
          "(?i)(https?)://(\\[[0-9a-f:.]+\\]|[\\p{L}\\p{N}._-]+)(?::([0-9]{1,5}))?"
              + "((?:/(?:[a-z0-9._~!$&'()*+,;=:@-]|%[0-9a-f]{2}|\\{model\\})*)*)");

  /** Endpoints are added to a base URL, so that one which ends with an endpoint is a mistake. */
  private static final Pattern ENDPOINT =
      Pattern.compile("(?i).*/(chat/completions|completions|embeddings|models)");

  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int HIGHEST_PORT = 65535;

  /** The URL that {@code text} is, in any case and with or without slashes at its end. */
  public static Optional<BaseUrl> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean tls = parts.group(1).equalsIgnoreCase("https");
    int port = parts.group(3) == null ? (tls ? HTTPS : HTTP) : Integer.parseInt(parts.group(3));
    String path = parts.group(4).replaceFirst("/+$", "");
    return host(parts.group(2))
        .filter(host -> port > 0 && port <= HIGHEST_PORT && !ENDPOINT.matcher(path).matches())
        .map(host -> new BaseUrl(tls, host, port, path));
  }

  private static Optional<String> host(String written) {
    if (written.startsWith("[")) {
      return Optional.of(written.substring(1, written.length() - 1).toLowerCase(Locale.ROOT));
    }
    try {
      return Optional.of(IDN.toASCII(written).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  /** The same server with another path. */
  public BaseUrl withPath(String other) {
    return new BaseUrl(tls, host, port, other);
  }

  /** Whether the address differs from model to model. */
  public boolean namesModel() {
    return path.contains(MODEL);
  }

  /** The host as addresses and the header {@code Host} have it: an IPv6 address in brackets. */
  public String name() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Host and port as the header {@code Host} has them. */
  public String authority() {
    return port == (tls ? HTTPS : HTTP) ? name() : name() + ":" + port;
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + authority() + path;
  }
}
