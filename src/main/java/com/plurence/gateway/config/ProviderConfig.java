package com.plurence.gateway.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One model provider.
 *
 * @param name the key in the file
 * @param kind which dialect and which transport
 * @param baseUrl absent for the built-in demo provider and for verticles
 * @param apiKey sent as a bearer token; empty sends none
 * @param protocols HTTP versions offered upstream, best first
 * @param streamUsage whether the provider understands {@code stream_options.include_usage}
 * @param upstream timeouts, retries and pool, with the overrides of this provider
 */
public record ProviderConfig(
    String name,
    Kind kind,
    Optional<URI> baseUrl,
    Secret apiKey,
    List<Protocol> protocols,
    Tls tls,
    boolean streamUsage,
    UpstreamConfig upstream) {

  /** The same provider at {@code url}, which is only known once it runs. */
  public ProviderConfig at(URI url) {
    return new ProviderConfig(
        name, kind, Optional.of(url), apiKey, protocols, tls, streamUsage, upstream);
  }

  /** The kinds of providers. */
  public enum Kind {
    /** The built-in fake, deterministic and scriptable. */
    DEMO,
    /** Any server that speaks the OpenAI API. */
    OPENAI,
    /** A verticle of an extension, over the event bus. */
    VERTICLE
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
  public record Tls(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
    /** The system's authorities and no client certificate. */
    public static final Tls SYSTEM = new Tls(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
