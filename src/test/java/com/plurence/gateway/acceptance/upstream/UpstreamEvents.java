package com.plurence.gateway.acceptance.upstream;

import com.plurence.gateway.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can happen upstream, as the contract lists it, and what is to become of it. */
final class UpstreamEvents {
  private static final String GOOGLE_KEY =
      """
      {"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT",
       "details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}
      """;
  private static final String GOOGLE_RATE =
      """
      {"error":{"code":429,"message":"Slow down.","status":"RESOURCE_EXHAUSTED",
       "details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"7s"}]}}
      """;
  private static final String FAST_API =
      """
      {"detail":[{"loc":["body","messages",0,"role"],"msg":"bad role","type":"value_error"}]}
      """;

  /**
   * Script, error and number of attempts with one target, whether a second target is asked, and the
   * wait that the client is told ({@code -} for none). Rows that begin with {@code plain} or {@code
   * stream} are for one of the two only. Scripts are demo headers without their prefix.
   */
  private static final String TABLE =
      """
      status=400 error-param=temperature                  | PROVIDER_REJECTED_FIELDS | 1 | no | -
      status=422 content-type=application/json body=FAST_API | PROVIDER_REJECTED_FIELDS | 1 | no | -
      status=400                                          | PROVIDER_REJECTED | 1 | no | -
      status=422                                          | PROVIDER_REJECTED | 1 | no | -
      status=405                                          | PROVIDER_REJECTED | 1 | no | -
      status=418                                          | PROVIDER_REJECTED | 1 | no | -
      status=400 error-code=context_length_exceeded       | CONTEXT_LENGTH_EXCEEDED | 1 | no | -
      status=400 error-code=content_filter                | CONTENT_FILTERED | 1 | no | -
      status=413                                          | PROVIDER_TOO_LARGE | 1 | no | -
      status=401                                          | UPSTREAM_CREDENTIAL | 1 | yes | -
      status=402                                          | UPSTREAM_DENIED | 1 | yes | -
      status=403 error-code= error-message=Forbidden      | UPSTREAM_DENIED | 1 | yes | -
      status=403 error-code=permission_denied             | UPSTREAM_CREDENTIAL | 1 | yes | -
      status=403 error-code= error-message=Flagged_by_moderation | CONTENT_FILTERED | 1 | no | -
      status=403 error-code=model_not_found               | PROVIDER_MODEL_UNKNOWN | 1 | yes | -
      status=429 error-code=insufficient_quota            | UPSTREAM_CREDENTIAL | 1 | yes | -
      status=400 content-type=application/json body=GOOGLE_KEY | UPSTREAM_CREDENTIAL | 1 | yes | -
      status=407                                          | UPSTREAM_WAY_REFUSED | 1 | yes | -
      status=404                                          | PROVIDER_MODEL_UNKNOWN | 1 | yes | -
      status=404 error-code= error-message=Nothing_here   | UPSTREAM_PATH_UNKNOWN | 1 | yes | -
      status=301 header=Location:_http://127.0.0.1:1/     | UPSTREAM_REDIRECT | 1 | yes | -
      status=307 header=Location:_http://127.0.0.1:1/     | UPSTREAM_REDIRECT | 1 | yes | -
      fault=html                                          | UPSTREAM_CONTENT_TYPE | 1 | yes | -
      status=408                                          | UPSTREAM_ERROR | 3 | yes | -
      status=409                                          | UPSTREAM_ERROR | 3 | yes | -
      status=424 error-type=generation                    | UPSTREAM_ERROR | 3 | yes | -
      status=424                                          | PROVIDER_REJECTED | 1 | no | -
      status=425                                          | UPSTREAM_ERROR | 3 | yes | -
      status=498                                          | UPSTREAM_OVERLOADED | 3 | yes | -
      status=500                                          | UPSTREAM_ERROR | 3 | yes | -
      status=502                                          | UPSTREAM_ERROR | 3 | yes | -
      status=599                                          | UPSTREAM_ERROR | 3 | yes | -
      status=503                                          | UPSTREAM_OVERLOADED | 3 | yes | -
      status=529                                          | UPSTREAM_OVERLOADED | 3 | yes | -
      status=500 fault=cut                                | UPSTREAM_ERROR | 3 | yes | -
      status=503 header=retry-after-ms:_40                | UPSTREAM_OVERLOADED | 3 | yes | 1
      status=503 header=Retry-After:_60                   | UPSTREAM_OVERLOADED | 1 | yes | 60
      status=504                                          | UPSTREAM_TIMED_OUT | 1 | yes | -
      stream latency=60000                                | UPSTREAM_FIRST_BYTE_TIMEOUT | 1 | yes | -
      status=429                                          | PROVIDER_RATE_LIMITED | 1 | yes | 1
      status=429 header=retry-after-ms:_40                | PROVIDER_RATE_LIMITED | 3 | yes | 1
      status=429 header=Retry-After:_60                   | PROVIDER_RATE_LIMITED | 1 | yes | 60
      status=429 content-type=application/json body=GOOGLE_RATE | PROVIDER_RATE_LIMITED | 1 | yes | 7
      fault=refuse                                        | UPSTREAM_RESET | 3 | yes | -
      fault=reset-before-head                             | UPSTREAM_RESET | 3 | yes | -
      stream fault=stall                                  | UPSTREAM_STALLED | 1 | yes | -
      plain fault=malformed                               | UPSTREAM_MALFORMED | 2 | yes | -
      plain fault=truncated                               | UPSTREAM_MALFORMED | 2 | yes | -
      plain fault=cut                                     | UPSTREAM_MALFORMED | 2 | yes | -
      plain fault=reset                                   | UPSTREAM_MALFORMED | 2 | yes | -
      plain fault=reset fault-after=1                     | UPSTREAM_MALFORMED | 2 | yes | -
      plain fault=empty                                   | UPSTREAM_MALFORMED | 2 | yes | -
      plain fault=stall fault-after=1                     | UPSTREAM_STALLED | 1 | yes | -
      stream fault=malformed                              | UPSTREAM_MALFORMED | 2 | yes | -
      stream fault=malformed pings=2                      | UPSTREAM_MALFORMED | 2 | yes | -
      stream fault=close pings=2                          | UPSTREAM_MALFORMED | 2 | yes | -
      stream fault=empty                                  | UPSTREAM_EMPTY | 2 | yes | -
      stream fault=close                                  | UPSTREAM_EMPTY | 2 | yes | -
      stream fault=truncated                              | UPSTREAM_EMPTY | 2 | yes | -
      stream fault=cut                                    | UPSTREAM_EMPTY | 2 | yes | -
      stream fault=reset                                  | UPSTREAM_EMPTY | 2 | yes | -
      stream fault=stall pings=2                          | UPSTREAM_STALLED | 1 | yes | -
      fault=error-event                                   | UPSTREAM_ERROR | 3 | yes | -
      fault=named-error-event                             | UPSTREAM_ERROR | 3 | yes | -
      fault=error-event pings=3                           | UPSTREAM_ERROR | 3 | yes | -
      fault=error-event error-code=rate_limit_exceeded    | PROVIDER_RATE_LIMITED | 1 | yes | 1
      fault=error-event error-code=insufficient_quota     | UPSTREAM_CREDENTIAL | 1 | yes | -
      fault=error-event error-code=context_length_exceeded | CONTEXT_LENGTH_EXCEEDED | 1 | no | -
      fault=error-event error-type=overloaded_error       | UPSTREAM_OVERLOADED | 3 | yes | -
      fault=error-event error-type=invalid_request_error  | PROVIDER_REJECTED | 1 | no | -
      """;

  /** What happens after the first content: script, and the error of the last event. */
  private static final String AFTER_COMMIT =
      """
      fault=stall fault-after=2                           | STREAM_STALLED
      fault=close fault-after=2                           | STREAM_ENDED_EARLY
      fault=truncated fault-after=2                       | STREAM_ENDED_EARLY
      fault=cut fault-after=2 interval=5                  | STREAM_RESET
      fault=reset fault-after=2 interval=5                | STREAM_RESET
      fault=malformed fault-after=2                       | STREAM_MALFORMED
      fault=error-event fault-after=2                     | STREAM_PROVIDER_ERROR
      fault=named-error-event fault-after=2               | STREAM_PROVIDER_ERROR
      fault=error-event fault-after=2 error-code=context_length_exceeded | STREAM_PROVIDER_ERROR
      """;

  private UpstreamEvents() {}

  /**
   * One event.
   *
   * @param name unique, and fit for the name of a model
   * @param attempts made with one target
   * @param elsewhere whether another target is asked
   * @param retryAfter what the client is told; empty if nothing
   */
  record Event(
      String name,
      boolean streamed,
      Map<String, String> script,
      ErrorCode error,
      int attempts,
      boolean elsewhere,
      List<String> retryAfter) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Each event before anything was answered, plain and streamed. */
  static Stream<Event> beforeCommit() {
    return TABLE.lines().flatMap(UpstreamEvents::rows);
  }

  /** Each event of a stream whose first content has passed. */
  static Stream<Event> afterCommit() {
    return AFTER_COMMIT
        .lines()
        .map(line -> event("stream", (line + " | 1 | no | -").split("\\|", -1)));
  }

  private static Stream<Event> rows(String line) {
    String[] cells = line.split("\\|", -1);
    return Stream.of("plain", "stream")
        .filter(mode -> !line.startsWith(mode.equals("plain") ? "stream" : "plain"))
        .map(mode -> event(mode, cells));
  }

  private static Event event(String mode, String[] cells) {
    String script = cells[0].strip().replaceFirst("^(plain|stream) ", "");
    String wait = cells[4].strip();
    return new Event(
        mode + "-" + script.replaceAll("[^a-zA-Z0-9]+", "-"),
        mode.equals("stream"),
        headers(script),
        ErrorCode.valueOf(cells[1].strip()),
        Integer.parseInt(cells[2].strip()),
        cells[3].strip().equals("yes"),
        wait.equals("-") ? List.of() : List.of(wait));
  }

  private static Map<String, String> headers(String script) {
    Map<String, String> headers = new LinkedHashMap<>();
    Arrays.stream(script.split(" +", -1))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> headers.put("x-demo-" + pair[0], value(pair[1])));
    return headers;
  }

  private static String value(String written) {
    return switch (written) {
      case "GOOGLE_KEY" -> base64(GOOGLE_KEY);
      case "GOOGLE_RATE" -> base64(GOOGLE_RATE);
      case "FAST_API" -> base64(FAST_API);
      case "Nothing_here", "Flagged_by_moderation" -> written.replace('_', ' ');
      default -> written.replaceAll("[:]_", ": ");
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
