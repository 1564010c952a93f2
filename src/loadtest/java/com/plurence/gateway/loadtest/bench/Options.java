package com.plurence.gateway.loadtest.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What to run.
 *
 * @param scenarios by name, in this order; empty means the usual ones
 * @param rate in place of a scenario's own paces; {@link #MOST}: a closed loop alone
 * @param duration of each single measurement
 * @param warmUp before the first measurement of a target in a scenario
 * @param targets {@code gateway}, {@code direct}, {@code nginx}, {@code vertx}, or the name of a
 *     peer
 * @param peers servers that someone else started, in front of the fake provider, by name
 * @param rounds each goes over all targets, so that what drifts meets them alike
 * @param providerPort where the fake provider listens, for peers that must be told beforehand
 * @param serverProcessors and loadProcessors as {@code taskset -c} takes them; empty for any
 */
public record Options(
    List<String> scenarios,
    OptionalInt rate,
    Duration duration,
    Duration warmUp,
    List<String> targets,
    Map<String, URI> peers,
    int rounds,
    int providerPort,
    String java,
    Path out,
    String serverProcessors,
    Set<Integer> loadProcessors) {
  public static final String GATEWAY = "gateway";
  public static final String DIRECT = "direct";
  public static final String NGINX = "nginx";

  /** The plain reverse proxy of Vert.x. */
  public static final String VERTX = "vertx";

  /** As fast as a closed loop of 64 connections gets it. */
  public static final int MOST = 0;

  /** Thrown with a text for the user. */
  public static final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Misuse(String message) {
      super(message);
    }
  }

  public static Options parse(String[] args, Path root) {
    Map<String, List<String>> given = pairs(args);
    Map<String, URI> peers = new LinkedHashMap<>();
    List<String> targets = new ArrayList<>();
    for (String target : given.getOrDefault("target", List.of(GATEWAY, DIRECT))) {
      targets.add(target.contains("://") ? peer(target, peers) : known(target));
    }
    given.getOrDefault("peer", List.of()).forEach(peer -> targets.add(peer(peer, peers)));
    String scenarios = last(given, "scenario", "");
    return new Options(
        scenarios.isEmpty() ? List.of() : List.of(scenarios.split(",", -1)),
        given.containsKey("rate")
            ? OptionalInt.of(rate(last(given, "rate", "")))
            : OptionalInt.empty(),
        seconds(last(given, "duration", "3s")),
        seconds(last(given, "warmup", "12s")),
        targets.stream().distinct().toList(),
        peers,
        number(last(given, "rounds", "1")),
        number(last(given, "provider-port", "0")),
        last(given, "java", Path.of(System.getProperty("java.home"), "bin", "java").toString()),
        Path.of(last(given, "out", root.resolve("target/loadtest").toString())),
        last(given, "server-processors", ""),
        processors(last(given, "load-processors", "")));
  }

  private static Map<String, List<String>> pairs(String[] args) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new Misuse("cannot understand '" + args[i] + "'");
      }
      given.computeIfAbsent(args[i].substring(2), none -> new ArrayList<>()).add(args[i + 1]);
    }
    Set<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(
        Set.of(
            "scenario",
            "rate",
            "duration",
            "warmup",
            "target",
            "peer",
            "rounds",
            "java",
            "out",
            "provider-port",
            "server-processors",
            "load-processors"));
    if (!unknown.isEmpty()) {
      throw new Misuse("unknown option --" + String.join(", --", unknown));
    }
    return given;
  }

  private static String last(Map<String, List<String>> given, String name, String otherwise) {
    List<String> values = given.getOrDefault(name, List.of(otherwise));
    return values.get(values.size() - 1);
  }

  private static String known(String target) {
    if (!Set.of(GATEWAY, DIRECT, NGINX, VERTX).contains(target)) {
      throw new Misuse(
          "target must be gateway, direct, nginx, vertx or a URL, not '" + target + "'");
    }
    return target;
  }

  /** {@code URL} or {@code name=URL}; nginx and vertx alone are started here. */
  private static String peer(String text, Map<String, URI> peers) {
    if (text.equals(NGINX) || text.equals(VERTX)) {
      return text;
    }
    int equals = text.indexOf('=');
    URI uri = URI.create(text.substring(equals + 1));
    if (uri.getHost() == null || uri.getPort() < 0) {
      throw new Misuse("a peer is http://host:port, not '" + text + "'");
    }
    String name = equals < 0 ? uri.getAuthority() : text.substring(0, equals);
    peers.put(name, uri);
    return name;
  }

  private static int rate(String text) {
    return text.equals("max") ? MOST : number(text);
  }

  /** How many processors the server has to itself. */
  int serverProcessorCount() {
    return serverProcessors.isEmpty()
        ? Runtime.getRuntime().availableProcessors()
        : processors(serverProcessors).size();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Misuse("a whole number is wanted, not '" + text + "'");
    }
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(
        number(text.endsWith("s") ? text.substring(0, text.length() - 1) : text));
  }

  private static Set<Integer> processors(String list) {
    if (list.isEmpty()) {
      return Set.of();
    }
    return List.of(list.split(",", -1)).stream()
        .flatMap(
            range -> {
              String[] ends = range.split("-", -1);
              int from = number(ends[0]);
              int to = number(ends[ends.length - 1]);
              return IntStream.rangeClosed(from, to).boxed();
            })
        .collect(Collectors.toUnmodifiableSet());
  }
}
