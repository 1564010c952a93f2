package com.plurence.gateway.acceptance.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.testing.GatewayUnderTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The settings of {@code src/docs/providers.md}, each against a provider that behaves as the vendor
 * does, by {@code vendors.json}: where it wants its credential, what its streams look like, and how
 * it says that something is wrong.
 */
final class VendorsTest {
  private static final Pattern VENDOR =
      Pattern.compile("(?m)^### (.+)\\n\\n```yaml\\n((?s:.*?))```$");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\"]+");

  private static final Map<String, String> PRINTED = printed();
  private static final JsonObject MANNERS =
      new JsonObject(read(Path.of("src/test/resources/vendors.json")));

  private static final Map<String, ScriptedProvider> PROVIDERS = new LinkedHashMap<>();
  private static Vertx vertx;
  private static GatewayUnderTest gateway;
  private static FieldClient client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    JsonObject providers = new JsonObject();
    JsonObject models = new JsonObject();
    PRINTED.forEach(
        (vendor, yaml) -> {
          ScriptedProvider provider = ScriptedProvider.start(vertx);
          PROVIDERS.put(vendor, provider);
          String here = ADDRESS.matcher(yaml).replaceFirst(provider.address());
          JsonObject settings = new JsonObject(new Yaml().<Map<String, Object>>load(here));
          add(settings, "", providers, models);
          int errors = MANNERS.getJsonObject(vendor).getJsonArray("errors").size();
          // What is wrong with a target would hide the next error, so each has one of its own.
          for (int i = 0; i < errors; i++) {
            add(settings, "e" + i + "-", providers, models);
          }
        });
    gateway =
        GatewayUnderTest.with(
                "providers: " + Json.encode(providers), "models: " + Json.encode(models))
            .environment(environment(Json.encode(providers)))
            .start();
    client = new FieldClient(vertx, gateway.port(), HttpVersion.HTTP_1_1);
  }

  /** Adds what is printed, under names that begin with {@code prefix}. */
  private static void add(
      JsonObject printed, String prefix, JsonObject providers, JsonObject models) {
    printed
        .getJsonObject("providers")
        .forEach(provider -> providers.put(prefix + provider.getKey(), provider.getValue()));
    for (Map.Entry<String, Object> model : printed.getJsonObject("models")) {
      JsonObject copy = ((JsonObject) model.getValue()).copy();
      JsonObject target = copy.getJsonArray("targets").getJsonObject(0);
      target.put("provider", prefix + target.getString("provider"));
      models.put(prefix + model.getKey(), copy);
    }
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
    vertx.close();
  }

  @Test
  void everyVendorOfThePageIsPlayed() {
    assertThat(MANNERS.fieldNames()).containsExactlyElementsOf(PRINTED.keySet());
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void isConfiguredAsPrinted(String vendor) {
    String yaml = Objects.requireNonNull(PRINTED.get(vendor));

    assertThatCode(() -> ConfigLoader.parse(vendor, yaml, environment(yaml)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void getsWhatItWantsAndStreamsInItsManner(String vendor) {
    JsonObject manner = MANNERS.getJsonObject(vendor);
    ScriptedProvider provider = provider(vendor);
    provider.play(new JsonObject().put("sse", manner.getJsonArray("stream")));

    FieldClient.Answer answer = ask(manner.getString("model"), true);

    assertThat(answer.response().statusCode()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.text())
        .contains("Hello")
        .endsWith("data: [DONE]\n\n")
        .doesNotContain("event: error");
    JsonObject got = new JsonObject().put("headers", manner.getJsonObject("headers"));
    got.put("path", manner.getString("path"))
        .put("has", manner.getJsonArray("has", new JsonArray()));
    new Expectation(new JsonObject().put("got", new JsonObject().put("it", got)))
        .isMetBy("it", provider);
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void itsErrorsAreUnderstood(String vendor) {
    JsonObject manner = MANNERS.getJsonObject(vendor);
    JsonArray errors = manner.getJsonArray("errors");
    for (int i = 0; i < errors.size(); i++) {
      JsonObject error = errors.getJsonObject(i);
      provider(vendor).play(error);

      FieldClient.Answer answer = ask("e" + i + "-" + manner.getString("model"), false);

      assertThat(new JsonObject(answer.text()).getString("error_id"))
          .as("%s of %s", error, answer)
          .matches(error.getString("error_id"));
    }
  }

  private static FieldClient.Answer ask(String model, boolean streamed) {
    JsonObject chat = new JsonObject(GatewayUnderTest.chatBody(model, streamed));
    return client.send(new JsonObject().put("json", chat));
  }

  private static ScriptedProvider provider(String vendor) {
    return Objects.requireNonNull(PROVIDERS.get(vendor), vendor);
  }

  private static Map<String, String> environment(String yaml) {
    Map<String, String> environment = new LinkedHashMap<>();
    VARIABLE
        .matcher(yaml)
        .results()
        .forEach(name -> environment.put(name.group(1), "key-of-" + name.group(1)));
    return environment;
  }

  private static Stream<String> vendors() {
    return PRINTED.keySet().stream();
  }

  private static Map<String, String> printed() {
    Map<String, String> printed = new LinkedHashMap<>();
    Matcher vendors = VENDOR.matcher(read(Path.of("src/docs/providers.md")));
    while (vendors.find()) {
      printed.put(vendors.group(1), vendors.group(2));
    }
    return printed;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
