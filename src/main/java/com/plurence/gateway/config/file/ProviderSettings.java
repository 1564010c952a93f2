package com.plurence.gateway.config.file;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.BaseUrl;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.config.provider.ProviderConfig.Kind;
import com.plurence.gateway.config.provider.ProviderConfig.Protocol;
import com.plurence.gateway.config.provider.ProviderConfig.RequestSettings;
import com.plurence.gateway.config.provider.ProviderConfig.Tls;
import com.plurence.gateway.config.provider.ProxyConfig;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of one provider. */
final class ProviderSettings {
  /** It appears in headers, metrics and event-bus addresses. */
  static final Format<String> NAME =
      Format.text(
          "1 to 64 letters, digits, '.', '_' or '-'",
          Pattern.compile("[A-Za-z0-9._-]{1,64}").asMatchPredicate());

  /** It travels in a header, where a line break would begin another one. */
  private static final Format<Secret> API_KEY =
      Format.secret(
          "visible ASCII characters, or nothing", Pattern.compile("[!-~]*").asMatchPredicate());

  private static final Format<String> VERSION =
      Format.text(
          "the name of a version, such as \"2023-06-01\"",
          Pattern.compile("[A-Za-z0-9._-]{1,64}").asMatchPredicate());

  private ProviderSettings() {}

  static ProviderConfig demo(String name, UpstreamConfig upstream) {
    return new ProviderConfig(
        name,
        Kind.DEMO,
        Optional.empty(),
        Secret.NONE,
        RequestSettings.DEFAULT,
        Optional.empty(),
        List.of(Protocol.HTTP_1_1),
        Tls.SYSTEM,
        true,
        false,
        ProviderConfig.DEFAULT_API_VERSION,
        upstream);
  }

  /**
   * @param base holds where the provider overrides nothing
   */
  static ProviderConfig read(String name, Section section, UpstreamConfig base) {
    Kind kind = section.value("kind", Kind.OPENAI, Format.choice(Kind.class));
    Optional<BaseUrl> baseUrl = baseUrl(section, kind);
    Secret apiKey = section.optional("api_key", API_KEY).orElse(Secret.NONE);
    RequestSettings request = ProviderRequests.read(section, kind.credential(), apiKey);
    Optional<ProxyConfig> proxy = ProxySettings.read(section, baseUrl);
    List<Protocol> protocols = protocols(section);
    refuseClearTextThroughProxy(section, baseUrl, proxy, protocols);
    return new ProviderConfig(
        name,
        kind,
        baseUrl,
        apiKey,
        request,
        proxy,
        protocols,
        section.in("tls", ProviderSettings::tls),
        section.value("stream_usage", true, Format.flag()),
        responses(section, kind),
        apiVersion(section, kind),
        section.in("upstream", overrides -> UpstreamSettings.read(overrides, base)));
  }

  private static Optional<BaseUrl> baseUrl(Section section, Kind kind) {
    if (kind.hasAddress()) {
      return section.required("base_url", ConnectionUrls.BASE);
    }
    Optional<BaseUrl> unused = section.optional("base_url", ConnectionUrls.BASE);
    if (unused.isPresent()) {
      section.problem(
          "base_url",
          "is not for kind %s, accepted: kind openai, anthropic or google, or no base_url"
              .formatted(kind.label()));
    }
    return Optional.empty();
  }

  private static boolean responses(Section section, Kind kind) {
    boolean responses = section.value("responses", false, Format.flag());
    refuseUnless(kind == Kind.OPENAI, section, "responses", kind, "openai");
    return responses;
  }

  private static String apiVersion(Section section, Kind kind) {
    String version = section.value("api_version", ProviderConfig.DEFAULT_API_VERSION, VERSION);
    refuseUnless(kind == Kind.ANTHROPIC, section, "api_version", kind, "anthropic");
    return version;
  }

  /** The demo takes what any kind has. */
  private static void refuseUnless(
      boolean accepted, Section section, String key, Kind kind, String kinds) {
    if (!accepted && kind != Kind.DEMO && section.has(key)) {
      section.problem(key, "is not for kind %s, accepted: kind %s".formatted(kind.label(), kinds));
    }
  }

  private static List<Protocol> protocols(Section section) {
    Map<String, Protocol> versions = new LinkedHashMap<>();
    versions.put("1.1", Protocol.HTTP_1_1);
    versions.put("2", Protocol.HTTP_2);
    Format<Protocol> version = Format.choice(versions);
    List<Protocol> protocols = section.list("http_versions", List.of(Protocol.HTTP_1_1), version);
    if (protocols.stream().distinct().count() != protocols.size()) {
      section.problem("http_versions", "has a version twice, accepted: each once, best first");
    }
    if (protocols.isEmpty()) {
      section.problem("http_versions", "is empty, accepted: a list of " + version.accepted());
    }
    return protocols;
  }

  /** A proxy passes requests to an http provider on itself, and speaks HTTP/1.1 alone. */
  private static void refuseClearTextThroughProxy(
      Section section,
      Optional<BaseUrl> baseUrl,
      Optional<ProxyConfig> proxy,
      List<Protocol> protocols) {
    boolean clearText = baseUrl.isPresent() && !baseUrl.get().tls();
    boolean http2 = !protocols.isEmpty() && protocols.get(0) == Protocol.HTTP_2;
    if (clearText && http2 && proxy.isPresent()) {
      section.problem(
          "http_versions",
          "has 2 first, which no proxy passes on to an http base_url, accepted: 1.1 first, an https"
              + " base_url, or proxy: none");
    }
  }

  private static Tls tls(Section section) {
    Tls tls =
        new Tls(
            section.optional("ca", HttpSettings.PEM),
            section.optional("certificate", HttpSettings.PEM),
            section.optional("key", HttpSettings.PEM));
    HttpSettings.refuseHalf(section);
    return tls;
  }
}
