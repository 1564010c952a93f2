package com.plurence.gateway.config.file;

import com.plurence.gateway.address.IpNetwork;
import com.plurence.gateway.config.Pem;
import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.config.listener.HttpLimitsConfig;
import com.plurence.gateway.config.listener.HttpTimeoutsConfig;
import com.plurence.gateway.config.listener.ListenersConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.config.listener.ListenersConfig.Tls;
import com.plurence.gateway.config.listener.Origin;
import com.plurence.gateway.config.listener.ProxiesConfig;
import com.plurence.gateway.config.yaml.Durations;
import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import com.plurence.gateway.config.yaml.Sizes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The settings of the gateway as an HTTP server. */
final class HttpSettings {
  private static final Format<String> HOST =
      Format.text(
          "a host name or an IP address",
          Pattern.compile("(?![0-9]+$)[A-Za-z0-9._:%-]+").asMatchPredicate());

  private static final Format<String> ORIGIN =
      Format.of(
          "origins such as https://app.example.com, app://name or null, without a slash at the end,"
              + " or '*' alone",
          text -> text.equals("*") ? Optional.of(text) : Origin.normal(text));

  /** Read at once, since it belongs to the configuration as much as its name does. */
  static final Format<Pem> PEM =
      Format.of(
          Format.file().accepted(), text -> Format.file().parser().apply(text).flatMap(Pem::read));

  private static final Format<IpNetwork> NETWORK =
      Format.of("addresses and networks such as 10.0.0.0/8", IpNetwork::parse);

  /** Beyond a day a timer is a mistake, and soon no longer an int of milliseconds. */
  static final Format<Duration> PATIENCE =
      Durations.between(Duration.ofMillis(1), Duration.ofDays(1));

  /** In mebibytes: uploads are not held in memory, and all others are bounded by it. */
  private static final int LARGEST_BODY = 64 * 1024;

  private static final int LARGEST_SPOOL = 1024 * 1024;

  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");

  private HttpSettings() {}

  static ListenersConfig listeners(Section section) {
    ListenerConfig gateway = section.in("gateway", listener -> listener(listener, "0.0.0.0", 8080));
    ListenerConfig management =
        section.in("management", listener -> listener(listener, "127.0.0.1", 8081));
    ListenerConfig ops = section.in("ops", listener -> listener(listener, "127.0.0.1", 9090));
    refuseClash(section, "management", management, "gateway", gateway);
    refuseClash(section, "ops", ops, "gateway", gateway);
    refuseClash(section, "ops", ops, "management", management);
    return new ListenersConfig(gateway, management, ops);
  }

  private static ListenerConfig listener(Section section, String host, int port) {
    return new ListenerConfig(
        section.value("host", host, HOST),
        section.value("port", port, Format.whole(0, 65535)),
        section.in("tls", HttpSettings::tls),
        section.value("proxy_protocol", false, Format.flag()));
  }

  private static Optional<Tls> tls(Section section) {
    Optional<Pem> certificate = section.optional("certificate", PEM);
    Optional<Pem> key = section.optional("key", PEM);
    refuseHalf(section);
    return certificate.flatMap(chain -> key.map(secret -> new Tls(chain, secret)));
  }

  /** A certificate without its key is of no use, nor the other way round. */
  static void refuseHalf(Section section) {
    if (section.has("certificate") != section.has("key")) {
      String missing = section.has("key") ? "certificate" : "key";
      section.problem(missing, "is missing, accepted: certificate and key together, or neither");
    }
  }

  private static void refuseClash(
      Section section,
      String name,
      ListenerConfig listener,
      String otherName,
      ListenerConfig other) {
    boolean samePort = listener.port() != 0 && listener.port() == other.port();
    boolean sameHost =
        listener.host().equals(other.host())
            || EVERY_ADDRESS.contains(listener.host())
            || EVERY_ADDRESS.contains(other.host());
    if (samePort && sameHost) {
      section.problem(
          name,
          "has port %d as listeners.%s has, accepted: a port of its own, or 0"
              .formatted(listener.port(), otherName));
    }
  }

  static HttpLimitsConfig limits(Section section) {
    return new HttpLimitsConfig(
        section.value("body", 10L * Sizes.MIB, Sizes.upToMib(LARGEST_BODY)),
        section.value("uri", 8L * Sizes.KIB, Sizes.upToMib(1)).intValue(),
        section.value("headers", 32L * Sizes.KIB, Sizes.upToMib(1)).intValue(),
        section.value("json_depth", 64, Format.whole(1, 1000)),
        section.value("spool", 4096L * Sizes.MIB, Sizes.upToMib(LARGEST_SPOOL)),
        section.value("connections", 20_000, Format.whole(1, 10_000_000)));
  }

  static HttpTimeoutsConfig timeouts(Section section) {
    return new HttpTimeoutsConfig(
        section.value("header", Duration.ofSeconds(10), PATIENCE),
        section.value("body", Duration.ofSeconds(60), PATIENCE),
        section.value("keep_alive", Duration.ofSeconds(75), PATIENCE),
        section.value("write", Duration.ofSeconds(60), PATIENCE));
  }

  static ProxiesConfig proxies(Section section) {
    return new ProxiesConfig(section.list("trusted", List.of(), NETWORK));
  }

  static CorsConfig cors(Section section) {
    List<String> origins = section.list("origins", List.of(), ORIGIN);
    if (origins.size() > 1 && origins.contains("*")) {
      section.problem("origins", "has '*' and others, accepted: " + ORIGIN.accepted());
    }
    return new CorsConfig(origins, section.value("max_age", Duration.ofMinutes(10), PATIENCE));
  }
}
