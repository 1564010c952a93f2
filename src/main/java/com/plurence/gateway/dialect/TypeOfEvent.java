package com.plurence.gateway.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What an event of a dialect whose events say their type says of itself. */
public final class TypeOfEvent {
  private static final JsonFactory JSON = new JsonFactory();

  private TypeOfEvent() {}

  /**
   * The member {@code type} of an event's data; empty if it has none. Reads no further than that,
   * which nearly all write first.
   */
  public static String in(String data) {
    if (!data.startsWith("{")) {
      return "";
    }
    try (JsonParser json = JSON.createParser(data)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = json.currentName().equals("type");
        JsonToken value = json.nextToken();
        if (found) {
          return value == JsonToken.VALUE_STRING ? json.getText() : "";
        }
        json.skipChildren();
      }
      return "";
    } catch (IOException notJson) {
      return "";
    }
  }
}
