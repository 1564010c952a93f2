package com.plurence.gateway.demo.script;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How the demo provider treats one request. Everything is optional; an unknown {@code x-demo-*}
 * header or an impossible value is refused with a 400 that names it.
 *
 * <table>
 * <caption>The headers</caption>
 * <tr><td>x-demo-on</td><td>comma list of the provider names that obey; others answer normally</td></tr>
 * <tr><td>x-demo-times, x-demo-id</td><td>obey the first n requests with that id, then answer normally</td></tr>
 * <tr><td>x-demo-latency</td><td>ms before the head</td></tr>
 * <tr><td>x-demo-chunks, x-demo-size</td><td>content chunks of a stream; bytes of content, per chunk or per plain answer</td></tr>
 * <tr><td>x-demo-clock</td><td>true: each content chunk of a stream is {@code System.nanoTime()} when it was made</td></tr>
 * <tr><td>x-demo-interval</td><td>ms between the pieces of the body</td></tr>
 * <tr><td>x-demo-lockstep</td><td>key: each piece after the first waits for {@code POST /demo/step/{key}}</td></tr>
 * <tr><td>x-demo-pings</td><td>events without content before the first chunk, each a piece of its own</td></tr>
 * <tr><td>x-demo-status</td><td>200 to 599; from 400 with an error body</td></tr>
 * <tr><td>x-demo-error-code, -type, -param, -message</td><td>members of the error, in the body or in-band</td></tr>
 * <tr><td>x-demo-header</td><td>{@code Name: value} of the response; repeatable</td></tr>
 * <tr><td>x-demo-body, x-demo-content-type</td><td>base64 of the exact body; its type</td></tr>
 * <tr><td>x-demo-fault, x-demo-fault-after</td><td>a {@link Fault}; content chunks before it (0)</td></tr>
 * <tr><td>x-demo-split</td><td>write the body in pieces of n bytes</td></tr>
 * <tr><td>x-demo-line, x-demo-space, x-demo-comments</td><td>lf, crlf, cr; space after {@code data:}; keep-alive comments</td></tr>
 * <tr><td>x-demo-gzip</td><td>true: {@code content-encoding: gzip}, asked for or not</td></tr>
 * </table>
 *
 * @param fault what goes wrong
 * @param faultAfter the content chunks sent before
 */
public record DemoScript(
    Scope scope,
    Timing timing,
    Content content,
    Canned canned,
    Framing framing,
    Fault fault,
    int faultAfter) {
  private static final int HOUR = 3_600_000;
  private static final int MANY = 100_000_000;
  private static final int LARGEST = 64 << 20;
  private static final Set<String> KNOWN =
      Set.of(
          "on",
          "times",
          "id",
          "latency",
          "chunks",
          "clock",
          "interval",
          "size",
          "status",
          "error-code",
          "error-type",
          "error-param",
          "error-message",
          "header",
          "body",
          "content-type",
          "fault",
          "fault-after",
          "split",
          "line",
          "space",
          "comments",
          "pings",
          "gzip",
          "lockstep");

  /** The script that changes nothing. */
  public static final DemoScript NORMAL = of();

  /**
   * To whom and how often the script applies.
   *
   * @param providers empty means all
   * @param times absent means always
   * @param id what {@code times} counts by
   */
  public record Scope(Set<String> providers, OptionalInt times, String id) {}

  /**
   * When things are sent.
   *
   * @param latency milliseconds before the head
   * @param interval milliseconds between pieces
   * @param lockstep the key to step with; it wins over the interval
   */
  public record Timing(int latency, int interval, Optional<String> lockstep) {}

  /**
   * How much is said.
   *
   * @param chunks absent means the words of the greeting
   * @param size bytes of content, of each chunk or of the plain answer
   * @param pings events without content before the first chunk
   * @param clock whether chunks tell when they were made, to measure how long they took to arrive
   */
  public record Content(OptionalInt chunks, OptionalInt size, int pings, boolean clock) {}

  /**
   * What is answered in place of a completion.
   *
   * @param status 200 when absent
   * @param error the error of a status from 400, or of an in-band error
   * @param headers added to the response
   * @param body the exact body
   * @param contentType in place of the usual one
   */
  public record Canned(
      OptionalInt status,
      ErrorObject error,
      List<Map.Entry<String, String>> headers,
      Optional<Buffer> body,
      Optional<String> contentType) {}

  /**
   * How the bytes of the body are laid out.
   *
   * @param split bytes of a piece; 0 is one event, or up to 16 KiB of a plain answer
   * @param line the line ending of events
   * @param space whether a space follows {@code data:}
   * @param comments whether each event is preceded by a comment
   */
  public record Framing(int split, String line, boolean space, boolean comments, boolean gzip) {}

  /**
   * A script from names and values in turn, as the headers would say it: {@code of("x-demo-status",
   * "503", "x-demo-header", "Retry-After: 1")}.
   *
   * @throws BadScript on an unknown name or an impossible value
   */
  public static DemoScript of(String... namesAndValues) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return of(headers);
  }

  /**
   * The script in the headers of a request.
   *
   * @throws BadScript on an unknown name or an impossible value
   */
  public static DemoScript of(MultiMap headers) {
    ScriptValues values = new ScriptValues(headers);
    values.refuseUnknown(KNOWN);
    return new DemoScript(
        new Scope(
            values.names("on"), values.number("times", 0, MANY), values.text("id").orElse("")),
        new Timing(
            values.number("latency", 0, HOUR).orElse(0),
            values.number("interval", 0, HOUR).orElse(0),
            values.text("lockstep")),
        new Content(
            values.number("chunks", 0, MANY),
            values.number("size", 0, LARGEST),
            values.number("pings", 0, MANY).orElse(0),
            values.flag("clock", false)),
        canned(values),
        new Framing(
            values.number("split", 1, LARGEST).orElse(0),
            values.choice("line", Map.of("lf", "\n", "crlf", "\r\n", "cr", "\r"), "\n"),
            values.flag("space", true),
            values.flag("comments", false),
            values.flag("gzip", false)),
        values.choice("fault", Fault.BY_NAME, Fault.NONE),
        values.number("fault-after", 0, MANY).orElse(0));
  }

  /** The same with this JSON in place of a response. */
  public DemoScript with(int status, Buffer body) {
    return new DemoScript(
        scope,
        timing,
        content,
        new Canned(
            OptionalInt.of(status),
            canned.error(),
            canned.headers(),
            Optional.of(body),
            canned.contentType().or(() -> Optional.of("application/json"))),
        framing,
        fault,
        faultAfter);
  }

  /** Whether any header is a script's. */
  public static boolean isIn(MultiMap headers) {
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().regionMatches(true, 0, ScriptValues.PREFIX, 0, 7)) {
        return true;
      }
    }
    return false;
  }

  private static Canned canned(ScriptValues values) {
    OptionalInt status = values.number("status", 200, 599);
    ErrorObject usual = ErrorObject.of(Math.max(status.orElse(500), 400));
    ErrorObject error =
        new ErrorObject(
            values.text("error-message").orElse(usual.message()),
            values.text("error-type").orElse(usual.type()),
            values.text("error-param").or(usual::param).filter(param -> !param.isEmpty()),
            values.text("error-code").or(usual::code).filter(code -> !code.isEmpty()));
    return new Canned(
        status, error, values.pairs("header"), values.base64("body"), values.text("content-type"));
  }
}
