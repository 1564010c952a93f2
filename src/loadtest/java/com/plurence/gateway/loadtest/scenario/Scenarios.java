package com.plurence.gateway.loadtest.scenario;

import com.plurence.gateway.loadtest.bench.Options;
import com.plurence.gateway.loadtest.bench.Setup;
import com.plurence.gateway.loadtest.wire.Bodies;
import com.plurence.gateway.loadtest.wire.Pace;
import com.plurence.gateway.loadtest.wire.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** All there are. */
public final class Scenarios {
  /** Those that run when none is named. */
  private static final List<String> USUAL =
      List.of("chat", "large", "streams", "slow", "storm", "tenants", "cold");

  private static final int KIB = 1024;
  private static final int CONNECTIONS = 64;
  private static final int TENANTS = 100;
  private static final int TENANT_PROJECTS = 10;

  /** Counted with each request, and never reached. */
  private static final String LIMITS =
      """
      limits:
        headers: false
        account: { rpm: 900000000, tokens_per_month: 900000000000 }
        project: { rpm: 90000000, tpm: 90000000000, concurrency: 100000 }
        key: { rpm: 90000000, rpd: 900000000 }
        models: { demo-chat: { rpm: 90000000, tpm: 90000000000 } }
      """;

  private static final int MANY_KEYS = 100_000;
  private static final int MANY_MODELS = 1_000;
  private static final int FAILING = 10;
  private static final int STORM_IDS = 10_000;

  private Scenarios() {}

  public static List<Scenario> chosen(Options options) {
    List<String> names = options.scenarios().isEmpty() ? USUAL : options.scenarios();
    return names.stream().map(name -> named(name, options)).toList();
  }

  private static Scenario named(String name, Options options) {
    Pace most = Pace.closed(CONNECTIONS, options.duration());
    return switch (name) {
      case "chat" ->
          new UnaryScenario(name, "Plain chat, 1 KiB", Setup.PLAIN, chatPaces(options), plain(KIB));
      case "large" ->
          new UnaryScenario(
              name,
              "Request body of 1 MiB",
              Setup.PLAIN,
              paces(options, Pace.closed(8, options.duration())),
              plain(KIB * KIB));
      case "storm" ->
          new UnaryScenario(
              name,
              "Error storm: the first attempt of every tenth request is answered with 500",
              Setup.PLAIN,
              paces(options, Pace.open(500, options.duration())),
              Scenarios::storm);
      case "tenants" ->
          new UnaryScenario(
              name,
              "Mixed tenants: 100 API keys in turn, every second one with limits",
              new Setup(TENANTS, 1),
              paces(options, Pace.open(1_000, options.duration())),
              plain(KIB));
      case "limits" ->
          new UnaryScenario(
              name,
              "Mixed tenants: 100 API keys of 10 projects, nine limits in four scopes",
              new Setup(TENANTS, TENANT_PROJECTS, 1, LIMITS),
              paces(options, Pace.open(1_000, options.duration())),
              plain(KIB));
      case "keys" ->
          new UnaryScenario(
              name,
              "100,000 API keys in turn",
              new Setup(MANY_KEYS, 1),
              paces(options, most),
              plain(KIB));
      case "models" ->
          new UnaryScenario(
              name, "1,000 models", new Setup(1, MANY_MODELS), paces(options, most), plain(KIB));
      case "connections" ->
          new IdleConnections(
              10_000,
              new UnaryScenario(
                  name,
                  "Plain chat beside 10,000 idle connections",
                  Setup.PLAIN,
                  paces(options, most),
                  plain(KIB)));
      case "sizes" -> new SizesScenario(options.duration());
      case "streams" -> StreamScenario.busy(options);
      case "slow" -> StreamScenario.slow(options);
      case "unfair" -> new UnfairScenario(options.duration());
      case "soak" -> new Soak();
      case "cold" -> new ColdStart();
      default -> throw new Options.Misuse("there is no scenario '" + name + "'");
    };
  }

  private static List<Pace> paces(Options options, Pace usual) {
    if (options.rate().isEmpty()) {
      return List.of(usual);
    }
    int rate = options.rate().getAsInt();
    return List.of(
        rate == Options.MOST
            ? Pace.closed(CONNECTIONS, options.duration())
            : Pace.open(rate, options.duration()));
  }

  private static List<Pace> chatPaces(Options options) {
    if (options.rate().isPresent()) {
      return paces(options, Pace.closed(CONNECTIONS, options.duration()));
    }
    List<Pace> paces = new ArrayList<>();
    paces.add(Pace.closed(CONNECTIONS, options.duration()));
    for (int rate : new int[] {500, 1_000, 2_000, 5_000}) {
      paces.add(Pace.open(rate, options.duration()));
    }
    return paces;
  }

  private static Function<UnaryScenario.Asking, UnaryScenario.Plan> plain(int bytes) {
    return asking -> {
      String body = Bodies.chat(asking.model(), bytes);
      return new UnaryScenario.Plan(
          Requests.of(asking.target().uri(), asking.keys(), Map.of(), body), body, false);
    };
  }

  /** Each request that fails has an id of its own, so that its second attempt succeeds. */
  private static UnaryScenario.Plan storm(UnaryScenario.Asking asking) {
    String run = Long.toHexString(System.nanoTime());
    List<Map<String, String>> headers =
        IntStream.range(0, STORM_IDS)
            .mapToObj(i -> i % FAILING == 0 ? failingOnce(run + "-" + i) : Map.<String, String>of())
            .toList();
    String body = Bodies.chat(asking.model(), KIB);
    Requests requests = Requests.of(asking.target().uri(), asking.keys().get(0), headers, body);
    return new UnaryScenario.Plan(requests, body, true);
  }

  private static Map<String, String> failingOnce(String id) {
    return Map.of("x-demo-status", "500", "x-demo-times", "1", "x-demo-id", id);
  }
}
