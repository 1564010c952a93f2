package com.plurence.gateway.demo.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Makes one text that fits the format, pattern or length of a schema. */
final class TextValue {
  private static final String PLAIN = "demo";
  private static final int LONGEST = 10_000;

  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("date-time", "2026-01-01T00:00:00Z"),
          Map.entry("date", "2026-01-01"),
          Map.entry("time", "12:00:00Z"),
          Map.entry("duration", "P1D"),
          Map.entry("email", "demo@example.com"),
          Map.entry("idn-email", "demo@example.com"),
          Map.entry("hostname", "demo.example.com"),
          Map.entry("ipv4", "192.0.2.1"),
          Map.entry("ipv6", "2001:db8::1"),
          Map.entry("uri", "https://demo.example.com/"),
          Map.entry("uri-reference", "/demo"),
          Map.entry("uuid", "00000000-0000-4000-8000-000000000000"),
          Map.entry("json-pointer", "/demo"),
          Map.entry("regex", "demo"));

  private TextValue() {}

  static String of(JsonNode schema, int variant) {
    int least = Math.min(LONGEST, schema.path("minLength").asInt());
    int most = Math.max(least, schema.path("maxLength").asInt(LONGEST));
    if (schema.path("pattern").isTextual()) {
      Optional<String> matching =
          PatternText.matching(schema.get("pattern").textValue(), least, most);
      if (matching.isPresent()) {
        return matching.get();
      }
    }
    String format = FORMATS.get(schema.path("format").asText());
    if (format != null) {
      return format;
    }
    String text = variant == 0 ? PLAIN : PLAIN + variant;
    String filled = text + ".".repeat(Math.max(0, least - text.length()));
    return filled.length() <= most ? filled : filled.substring(filled.length() - most);
  }
}
