package com.plurence.gateway.acceptance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.client.Contract;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a step is to come to. */
record Expectation(JsonObject expect) {

  /** Asserts what the client got. */
  void isMetBy(FieldClient.Answer answer) {
    String all = answer.toString();
    if (expect.containsKey("status")) {
      assertThat(expect.getValue("status") instanceof JsonArray any ? any : one("status"))
          .as(all)
          .contains(answer.response().statusCode());
    }
    headers(expect, answer.response().headers(), all);
    section(expect, "json")
        .forEach((path, value) -> value(value, at(new JsonObject(answer.text()), path), all));
    if (expect.containsKey("text")) {
      value(expect.getValue("text"), answer.text(), all);
    }
    texts(expect, answer.text());
    if (expect.containsKey("done")) {
      assertThat(answer.text().contains("data: [DONE]")).as(all).isEqualTo(expect.getValue("done"));
    }
    if (expect.containsKey("error")) {
      value(expect.getValue("error"), lastError(answer.text()), all);
    }
    if (expect.getBoolean("contract", false)) {
      Contract.isError(
          answer.response().statusCode(),
          name -> Optional.ofNullable(answer.response().getHeader(name)),
          answer.text());
    }
  }

  private JsonArray one(String name) {
    return new JsonArray().add(expect.getValue(name));
  }

  /** Asserts what a provider got: how often it was asked, and the last thing that it was asked. */
  void isMetBy(String name, ScriptedProvider provider) {
    Object attempts = section(expect, "attempts").get(name);
    if (attempts != null) {
      assertThat(provider.seen()).as("requests to %s", name).hasSize((Integer) attempts);
    }
    JsonObject got = expect.getJsonObject("got", new JsonObject()).getJsonObject(name);
    if (got != null) {
      ScriptedProvider.Got last = provider.seen().get(provider.seen().size() - 1);
      headers(got, last.headers(), "what " + name + " got");
      texts(got, last.body());
      section(got, "json")
          .forEach(
              (path, value) -> value(value, at(new JsonObject(last.body()), path), last.body()));
      if (got.containsKey("path")) {
        value(got.getValue("path"), last.path(), "path");
      }
    }
  }

  /** Asserts what the access line of the step says. */
  void isMetByLog(String line) {
    JsonObject log = expect.getJsonObject("log", new JsonObject());
    texts(log, line);
  }

  boolean speaksOfTheLog() {
    return expect.containsKey("log");
  }

  private static Map<String, Object> section(JsonObject json, String name) {
    return json.getJsonObject(name, new JsonObject()).getMap();
  }

  private static void headers(JsonObject json, MultiMap headers, String all) {
    section(json, "headers")
        .forEach((name, value) -> value(value, headers.get(name), name + " of " + all));
  }

  private static void texts(JsonObject json, String text) {
    for (Object has : json.getJsonArray("has", new JsonArray())) {
      assertThat(text).contains((String) has);
    }
    for (Object lacks : json.getJsonArray("lacks", new JsonArray())) {
      assertThat(text).doesNotContain((String) lacks);
    }
  }

  private static void value(Object expected, @Nullable Object actual, String of) {
    Map<String, Object> rule = expected instanceof Map<?, ?> map ? copy(map) : Map.of();
    if (rule.isEmpty() && expected instanceof JsonObject json) {
      rule = json.getMap();
    }
    if (rule.containsKey("absent")) {
      assertThat(actual).as(of).isNull();
    } else if (rule.containsKey("re")) {
      assertThat(String.valueOf(actual)).as(of).containsPattern((String) rule.get("re"));
    } else if (rule.containsKey("min") || rule.containsKey("max")) {
      assertThat(Double.parseDouble(String.valueOf(actual)))
          .as(of)
          .isBetween(number(rule, "min", -1e18), number(rule, "max", 1e18));
    } else {
      assertThat(String.valueOf(actual)).as(of).isEqualTo(String.valueOf(expected));
    }
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    JsonObject json = new JsonObject();
    map.forEach((name, value) -> json.put(String.valueOf(name), value));
    return json.getMap();
  }

  private static double number(Map<String, Object> rule, String name, double otherwise) {
    return rule.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }

  /** The value at a path such as {@code choices[0].message.content}. */
  private static @Nullable Object at(JsonObject root, String path) {
    Object value = root;
    for (String step : path.split("[.\\[]", -1)) {
      if (value instanceof JsonArray array) {
        value = array.getValue(Integer.parseInt(step.replace("]", "")));
      } else {
        value = value instanceof JsonObject object ? object.getValue(step) : null;
      }
    }
    return value;
  }

  /** The {@code error_id} of the event {@code error}, if there is one. */
  private static @Nullable String lastError(String text) {
    int event = text.lastIndexOf("event: error\ndata: ");
    return event < 0
        ? null
        : new JsonObject(text.substring(text.indexOf('{', event))).getString("error_id");
  }
}
