package com.plurence.gateway.config.provider;

import com.plurence.gateway.config.Pem;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.provider.TargetTraits.DemoDialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One model provider.
 *
 * @param name the key in the file
 * @param kind which dialect and which transport
 * @param baseUrl absent for the built-in demo provider and for verticles
 * @param apiKey sent in the header that {@code request} names; empty sends none
 * @param request what goes with each request
 * @param proxy the way out, if it leads through one
 * @param protocols HTTP versions offered upstream, best first
 * @param streamUsage whether the provider understands {@code stream_options.include_usage}
 * @param responses whether the provider itself knows the Responses API
 * @param apiVersion the version of Anthropic's API that is asked for, unless the client says one
 * @param upstream timeouts, retries and pool, with the overrides of this provider
 */
public record ProviderConfig(
    String name,
    Kind kind,
    Optional<BaseUrl> baseUrl,
    Secret apiKey,
    RequestSettings request,
    Optional<ProxyConfig> proxy,
    List<Protocol> protocols,
    Tls tls,
    boolean streamUsage,
    boolean responses,
    String apiVersion,
    UpstreamConfig upstream) {

  /** The version of Anthropic's API that holds where nobody says another. */
  public static final String DEFAULT_API_VERSION = "2023-06-01";

  /** The same provider at {@code url}, which is only known once it runs. */
  public ProviderConfig at(BaseUrl url) {
    return new ProviderConfig(
        name,
        kind,
        Optional.of(url),
        apiKey,
        request,
        proxy,
        protocols,
        tls,
        streamUsage,
        responses,
        apiVersion,
        upstream);
  }

  /** The demo provider that speaks {@code dialect}: to everybody else one of that kind. */
  public ProviderConfig speaking(DemoDialect dialect) {
    return new ProviderConfig(
        name,
        switch (dialect) {
          case ANTHROPIC -> Kind.ANTHROPIC;
          case GOOGLE -> Kind.GOOGLE;
          case RESPONSES -> Kind.OPENAI;
        },
        baseUrl.map(url -> dialect == DemoDialect.GOOGLE ? url.withPath("/v1beta") : url),
        apiKey,
        request,
        proxy,
        protocols,
        tls,
        streamUsage,
        dialect == DemoDialect.RESPONSES,
        apiVersion,
        upstream);
  }

  /** The kinds of providers. */
  public enum Kind {
    /** The built-in fake, deterministic and scriptable. */
    DEMO,
    /** Any server that speaks the OpenAI API. */
    OPENAI,
    /** Any server that speaks the Messages API of Anthropic. */
    ANTHROPIC,
    /** Any server that speaks the Gemini API of Google. */
    GOOGLE,
    /** A verticle of an extension, over the event bus. */
    VERTICLE;

    /** As the file has it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the file says where it is. */
    public boolean hasAddress() {
      return this == OPENAI || this == ANTHROPIC || this == GOOGLE;
    }

    /** The header that carries the API key where the file names no other. */
    public Credential credential() {
      return switch (this) {
        case ANTHROPIC -> Credential.X_API_KEY;
        case GOOGLE -> Credential.X_GOOG_API_KEY;
        case DEMO, OPENAI, VERTICLE -> Credential.BEARER;
      };
    }
  }

  /** Which header carries the API key. */
  public enum Credential {
    BEARER("authorization", "Bearer "),
    API_KEY("api-key", ""),
    X_API_KEY("x-api-key", ""),
    X_GOOG_API_KEY("x-goog-api-key", ""),
    /** No header at all. */
    NONE("", "");

    private final String header;
    private final String scheme;

    Credential(String header, String scheme) {
      this.header = header;
      this.scheme = scheme;
    }

    /** The header's name in lower case; empty for {@link #NONE}. */
    public String header() {
      return header;
    }

    /** What stands in the header before the key. */
    public String scheme() {
      return scheme;
    }
  }

  /**
   * What goes with each request to the provider, whoever makes it.
   *
   * @param credential the header that carries the API key
   * @param headers by name in lower case
   * @param query parameters of the address by name, not encoded
   */
  public record RequestSettings(
      Credential credential, Map<String, Secret> headers, Map<String, Secret> query) {
    /** A bearer token, and nothing else. */
    public static final RequestSettings DEFAULT =
        new RequestSettings(Credential.BEARER, Map.of(), Map.of());
  }

  /** The HTTP versions to speak with a provider. */
  public enum Protocol {
    HTTP_1_1,
    HTTP_2
  }

  /**
   * How to trust an {@code https} provider, which is always verified.
   *
   * @param ca PEM file of the authorities to trust instead of the system's
   * @param certificate PEM file of the client certificate chain
   * @param key PEM file of the client certificate's key
   */
  public record Tls(Optional<Pem> ca, Optional<Pem> certificate, Optional<Pem> key) {
    /** The system's authorities and no client certificate. */
    public static final Tls SYSTEM = new Tls(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
