package com.plurence.gateway.config.file;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.ProviderConfig.Credential;
import com.plurence.gateway.config.provider.ProviderConfig.RequestSettings;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What goes with each request to a provider: headers, query, and where the credential stands. */
final class ProviderRequests {
  /** They tell the length and the way of the body, or are of one connection. */
  private static final Set<String> OF_THE_GATEWAY =
      Set.of(
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Format<String> HEADER =
      Format.text(
          "the name of a header that the gateway does not set itself",
          Pattern.compile("(?i)(?!proxy-)[a-z0-9!#$%&'*+.^_`|~-]{1,128}")
              .asMatchPredicate()
              .and(name -> !OF_THE_GATEWAY.contains(name.toLowerCase(Locale.ROOT))));

  private static final Format<String> PARAMETER =
      Format.text(
          "1 to 128 visible characters", Pattern.compile("[!-~]{1,128}").asMatchPredicate());

  /** A line break in it would begin another header. */
  private static final Format<Secret> HEADER_VALUE =
      Format.secret(
          "visible ASCII characters, and spaces between them",
          Pattern.compile("[!-~](?:[ -~]*[!-~])?").asMatchPredicate());

  private static final Format<Secret> PARAMETER_VALUE =
      Format.secret(
          "text without control characters", Pattern.compile("\\P{Cntrl}*").asMatchPredicate());

  private ProviderRequests() {}

  /**
   * @param usual the header that carries the key where the section names no other
   */
  static RequestSettings read(Section section, Credential usual, Secret apiKey) {
    Credential credential = section.value("credential", usual, credentials());
    Map<String, Secret> headers =
        values(section, "headers", HEADER, HEADER_VALUE, name -> name.toLowerCase(Locale.ROOT));
    if (!apiKey.isEmpty() && headers.containsKey(credential.header())) {
      section.problem(
          "headers",
          "has %s, which carries api_key, accepted: one of the two".formatted(credential.header()));
    }
    return new RequestSettings(
        credential,
        headers,
        values(section, "query", PARAMETER, PARAMETER_VALUE, UnaryOperator.identity()));
  }

  private static Format<Credential> credentials() {
    Map<String, Credential> credentials = new LinkedHashMap<>();
    for (Credential credential : Credential.values()) {
      credentials.put(credential.name().toLowerCase(Locale.ROOT).replace('_', '-'), credential);
    }
    return Format.choice(credentials);
  }

  /** Values by name; those that a variable left empty are not sent. */
  private static Map<String, Secret> values(
      Section section,
      String key,
      Format<String> names,
      Format<Secret> format,
      UnaryOperator<String> normal) {
    Map<String, Secret> values = new LinkedHashMap<>();
    section
        .texts(key, names, format)
        .forEach(
            (name, value) -> {
              if (values.put(normal.apply(name), value) != null) {
                section.problem(key, "has '%s' twice, in different case".formatted(name));
              }
            });
    values.values().removeIf(Secret::isEmpty);
    return Collections.unmodifiableMap(values);
  }
}
