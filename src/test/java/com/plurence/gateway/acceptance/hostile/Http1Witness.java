package com.plurence.gateway.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads answers of HTTP/1.1, one after the other; none was asked for by HEAD. */
final class Http1Witness implements Witness {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3}) [ -~]*");
  private static final Pattern HEADER = Pattern.compile("([!-9;-~]+):[ \t]*([ -~\t]*)");

  private Buffer unread = Buffer.buffer();
  private int errors;

  @Override
  public void read(byte[] bytes) {
    unread.appendBytes(bytes);
    int end = answer();
    while (end > 0) {
      unread = unread.getBuffer(end, unread.length());
      end = answer();
    }
  }

  /** Checks the answer at the front; -1 while it is not whole, else where it ends. */
  private int answer() {
    String text = unread.toString(StandardCharsets.ISO_8859_1);
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return -1;
    }
    String[] lines = text.substring(0, head).split("\r\n", -1);
    Matcher status = STATUS_LINE.matcher(lines[0]);
    assertThat(status.matches()).as("status line %s", lines[0]).isTrue();
    int code = Integer.parseInt(status.group(1));
    Map<String, List<String>> headers = headers(lines);
    Body body = body(text, head + 4, code, headers);
    if (body.end < 0) {
      return -1;
    }
    if (code >= 200) {
      Judge.check(code, headers, body.content.getBytes(StandardCharsets.ISO_8859_1));
      errors += code >= 400 ? 1 : 0;
    }
    return body.end;
  }

  private static Map<String, List<String>> headers(String[] lines) {
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      Matcher header = HEADER.matcher(lines[i]);
      assertThat(header.matches()).as("header %s", lines[i]).isTrue();
      headers
          .computeIfAbsent(header.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.group(2));
    }
    return headers;
  }

  private record Body(String content, int end) {
    static final Body UNFINISHED = new Body("", -1);
  }

  private static Body body(String text, int from, int code, Map<String, List<String>> headers) {
    if (code < 200 || code == 204) {
      return new Body("", from);
    }
    if (headers.containsKey("transfer-encoding")) {
      return chunked(text, from);
    }
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    assertThat(lengths).as("lengths with %d", code).hasSize(1);
    int end = from + Integer.parseInt(lengths.get(0));
    return end > text.length() ? Body.UNFINISHED : new Body(text.substring(from, end), end);
  }

  private static Body chunked(String text, int from) {
    StringBuilder content = new StringBuilder();
    int at = from;
    while (true) {
      int line = text.indexOf("\r\n", at);
      if (line < 0) {
        return Body.UNFINISHED;
      }
      int size = Integer.parseInt(text.substring(at, line), 16);
      int end = line + 2 + size + 2;
      if (end > text.length()) {
        return Body.UNFINISHED;
      }
      content.append(text, line + 2, end - 2);
      at = end;
      if (size == 0) {
        return new Body(content.toString(), end);
      }
    }
  }

  @Override
  public void closed() {
    assertThat(unread.toString(StandardCharsets.ISO_8859_1)).as("half an answer").isEmpty();
  }

  @Override
  public int errors() {
    return errors;
  }
}
