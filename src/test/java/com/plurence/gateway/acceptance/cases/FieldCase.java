package com.plurence.gateway.acceptance.cases;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of cases: what is sent and said, step by step, and what is to come of it.
 *
 * @param json as the file has it
 */
record FieldCase(JsonObject json) {
  private static final Path FOLDER = Path.of("src/test/resources/cases");

  /** Every file of the folder, in the order of the names. */
  static Stream<FieldCase> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(FieldCase::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FieldCase read(Path file) {
    try {
      return new FieldCase(new JsonObject(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String id() {
    return json.getString("id");
  }

  /** The names of the providers, in the order of their priorities. */
  List<String> providers() {
    JsonObject named = json.getJsonObject("providers", new JsonObject().put("a", new JsonObject()));
    return List.copyOf(named.fieldNames());
  }

  /** What the file says of a provider beside the defaults. */
  JsonObject settings(String provider) {
    JsonObject settings =
        json.getJsonObject("providers", new JsonObject()).getJsonObject(provider, new JsonObject());
    return settings.copy();
  }

  /** Whether it needs a gateway of its own, started with settings of its own. */
  boolean needsOwnGateway() {
    return json.containsKey("gateway") || json.containsKey("env");
  }

  List<JsonObject> steps() {
    return objects("steps");
  }

  /** Files that the configuration check is to judge. */
  List<JsonObject> checks() {
    return objects("check");
  }

  private List<JsonObject> objects(String name) {
    JsonArray list = json.getJsonArray(name, new JsonArray());
    return list.stream().map(JsonObject.class::cast).toList();
  }

  @Override
  public String toString() {
    return id();
  }
}
