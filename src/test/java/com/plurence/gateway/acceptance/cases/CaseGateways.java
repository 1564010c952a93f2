package com.plurence.gateway.acceptance.cases;

import static com.plurence.gateway.testing.Outcome.done;

import com.plurence.gateway.testing.GatewayUnderTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gateways of the cases: one for all that need no settings of their own, in which each case has
 * providers and models of its own, once for each version of HTTP.
 */
final class CaseGateways {
  /** Where a case waits for a time-out, time runs so much faster. */
  private static final int HASTE = 50;

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, ScriptedProvider> providers = new LinkedHashMap<>();
  private final List<GatewayUnderTest> own = new ArrayList<>();
  private final GatewayUnderTest shared;

  private CaseGateways(List<FieldCase> cases) {
    JsonObject settings = new JsonObject();
    for (FieldCase one : cases) {
      if (!one.needsOwnGateway() && !one.steps().isEmpty()) {
        for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
          describe(one, version, settings);
        }
      }
    }
    shared = GatewayUnderTest.start(yaml(settings));
  }

  static CaseGateways start(List<FieldCase> cases) {
    return new CaseGateways(cases);
  }

  void stop() {
    shared.close();
    own.forEach(GatewayUnderTest::close);
    done(vertx.close());
  }

  /** Where a case is played. */
  Stage stage(FieldCase one, HttpVersion version) {
    if (!one.needsOwnGateway()) {
      return new Stage(one, version, shared);
    }
    JsonObject settings = one.json().getJsonObject("gateway", new JsonObject()).copy();
    describe(one, version, settings);
    GatewayUnderTest gateway =
        GatewayUnderTest.with(yaml(settings)).environment(environment(one, version)).start();
    own.add(gateway);
    return new Stage(one, version, gateway);
  }

  private Map<String, String> environment(FieldCase one, HttpVersion version) {
    Map<String, String> environment = new LinkedHashMap<>();
    one.json()
        .getJsonObject("env", new JsonObject())
        .forEach(
            variable ->
                environment.put(
                    variable.getKey(), fill((String) variable.getValue(), one, version)));
    return environment;
  }

  private void describe(FieldCase one, HttpVersion version, JsonObject settings) {
    JsonObject named = section(settings, "providers");
    JsonArray targets = new JsonArray();
    int priority = 1;
    for (String provider : one.providers()) {
      ScriptedProvider scripted = ScriptedProvider.start(vertx);
      providers.put(name(one, version, provider), scripted);
      JsonObject said = located(one.settings(provider), provider, scripted.address());
      if (!said.containsKey("base_url")) {
        said.put("base_url", scripted.address() + "/v1");
      }
      named.put(name(one, version, provider), said);
      targets.add(
          new JsonObject()
              .put("provider", name(one, version, provider))
              .put("priority", priority++));
    }
    JsonObject target = new JsonObject().put("targets", targets);
    if (one.json().getBoolean("slow", false)) {
      hurry(targets);
    }
    section(settings, "models").put(model(one, version), target);
    JsonObject further = one.json().getJsonObject("models", new JsonObject());
    for (String model : further.fieldNames()) {
      JsonObject described = further.getJsonObject(model).copy();
      for (Object each : described.getJsonArray("targets")) {
        JsonObject asked = (JsonObject) each;
        asked.put("provider", name(one, version, asked.getString("provider")));
      }
      section(settings, "models").put(model, described);
    }
  }

  private static JsonObject located(JsonObject settings, String provider, String address) {
    String host = address.replace("http://", "");
    return new JsonObject(
        settings
            .encode()
            .replace("{{" + provider + "}}", address)
            .replace("{{" + provider + "-host}}", host));
  }

  private static void hurry(JsonArray targets) {
    for (Object target : targets) {
      ((JsonObject) target)
          .put(
              "upstream",
              new JsonObject()
                  .put("first_byte_timeout", 60_000 / HASTE + "ms")
                  .put("idle_timeout", 120_000 / HASTE + "ms"));
    }
  }

  private static JsonObject section(JsonObject settings, String name) {
    if (!settings.containsKey(name)) {
      settings.put(name, new JsonObject());
    }
    return settings.getJsonObject(name);
  }

  /** JSON is YAML. */
  private static String yaml(JsonObject settings) {
    StringBuilder yaml = new StringBuilder();
    settings.forEach(
        member ->
            yaml.append(member.getKey())
                .append(": ")
                .append(Json.encode(member.getValue()))
                .append('\n'));
    return yaml.toString();
  }

  private static String model(FieldCase one, HttpVersion version) {
    return one.id() + (version == HttpVersion.HTTP_2 ? "-2" : "-1");
  }

  private static String name(FieldCase one, HttpVersion version, String provider) {
    return model(one, version) + "-" + provider;
  }

  private ScriptedProvider provider(FieldCase one, HttpVersion version, String name) {
    @Nullable ScriptedProvider found = providers.get(name(one, version, name));
    if (found == null) {
      throw new AssertionError(one.id() + " has no provider " + name);
    }
    return found;
  }

  private String fill(String text, FieldCase one, HttpVersion version) {
    String filled =
        text.replace("{{model}}", model(one, version)).replace("{{key}}", GatewayUnderTest.KEY);
    for (String provider : one.providers()) {
      String address = provider(one, version, provider).address();
      filled = filled.replace("{{" + provider + "}}", address);
    }
    return filled;
  }

  /** One case and the gateway on which it is played. */
  final class Stage implements AutoCloseable {
    private final FieldCase one;
    private final HttpVersion version;
    private final FieldClient client;

    private Stage(FieldCase one, HttpVersion version, GatewayUnderTest gateway) {
      this.one = one;
      this.version = version;
      this.client = new FieldClient(vertx, gateway.port(), version);
    }

    String model() {
      return CaseGateways.model(one, version);
    }

    Map<String, ScriptedProvider> providers() {
      Map<String, ScriptedProvider> mine = new LinkedHashMap<>();
      one.providers().forEach(name -> mine.put(name, provider(one, version, name)));
      return mine;
    }

    /**
     * What the providers answer from now on.
     *
     * @param said a list of answers for the only one, or an object with one for each
     */
    void script(@Nullable Object said) {
      for (Map.Entry<String, ScriptedProvider> each : providers().entrySet()) {
        Object entries = said == null ? new JsonArray() : said;
        if (said instanceof JsonObject byName) {
          entries = byName.getValue(each.getKey(), new JsonArray());
        }
        each.getValue().play(hurried(entries));
      }
    }

    private Object hurried(Object entries) {
      if (!one.json().getBoolean("slow", false)) {
        return entries;
      }
      JsonArray list =
          entries instanceof JsonArray array ? array.copy() : new JsonArray().add(entries);
      for (Object entry : list) {
        JsonObject said = (JsonObject) entry;
        said.put("delayMs", said.getInteger("delayMs", 0) / HASTE);
      }
      return list;
    }

    FieldClient.Answer send(JsonObject send) {
      return client.send(new JsonObject(fill(send.encode(), one, version)));
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
