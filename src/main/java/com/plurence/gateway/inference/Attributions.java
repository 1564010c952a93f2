package com.plurence.gateway.inference;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.record.Attribution;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from the headers of a request what it belongs to. */
final class Attributions {
  private static final CharSequence TAGS = HttpHeaders.createOptimized("x-plurence-tags");
  private static final CharSequence TRACE = HttpHeaders.createOptimized("traceparent");

  private static final int MOST_TAGS = 10;
  private static final int MOST_BYTES = 512;
  private static final Pattern KEY = Pattern.compile("[a-z0-9_.-]{1,32}");

  /** Visible ASCII but for what parts tags from each other and keys from values. */
  private static final Pattern VALUE = Pattern.compile("[!-~&&[^,=]]{1,64}");

  /** Of the W3C; versions after the first may have more at the end. */
  private static final Pattern TRACE_PARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private static final String FIRST_VERSION = "00";

  private Attributions() {}

  /**
   * Writes down what {@code headers} say.
   *
   * @throws GatewayException if the tags are none
   */
  static void read(MultiMap headers, Attribution attribution) {
    if (headers.contains(TAGS)) {
      attribution.tagged(tags(headers.getAll(TAGS)));
    }
    @Nullable String trace = headers.get(TRACE);
    if (trace != null) {
      readTrace(trace, attribution);
    }
  }

  private static void readTrace(String parent, Attribution attribution) {
    Matcher parts = TRACE_PARENT.matcher(parent);
    if (parts.matches() && (parts.group(2) == null || !parent.startsWith(FIRST_VERSION))) {
      attribution.traced(parts.group(1));
    }
  }

  /** Several lines of a header are one, with commas between them. */
  private static Map<String, String> tags(List<String> lines) {
    String all = String.join(",", lines);
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : all.split(",", -1)) {
      String pair = tag.strip();
      int at = pair.indexOf('=');
      String key = at < 0 ? "" : pair.substring(0, at);
      String value = at < 0 ? "" : pair.substring(at + 1);
      boolean isTag = KEY.matcher(key).matches() && VALUE.matcher(value).matches();
      if (!isTag || tags.put(key, value) != null || tags.size() > MOST_TAGS) {
        throw ErrorCode.TAGS_INVALID.toException();
      }
    }
    if (all.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw ErrorCode.TAGS_INVALID.toException();
    }
    return Collections.unmodifiableMap(tags);
  }
}
