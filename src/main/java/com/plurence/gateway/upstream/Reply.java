package com.plurence.gateway.upstream;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can ask a provider's support about.
 *
 * @param status of the response; 0 if there was none
 * @param requestId by which the provider knows the request; empty if it does not say
 * @param text what it said of a failure, cleaned and of at most 512 characters; may be empty
 */
public record Reply(int status, String requestId, String text) {
  /** There was no response. */
  public static final Reply NONE = new Reply(0, "", "");

  /** In the order in which they are trusted: the last ones name a proxy's part of the way. */
  private static final List<String> ID_HEADERS =
      List.of(
          "x-request-id",
          "request-id",
          "apim-request-id",
          "x-ms-request-id",
          "x-amzn-requestid",
          "x-amz-request-id",
          "x-goog-request-id",
          "x-ds-trace-id",
          "x-trace-id",
          "cf-ray");

  private static final Pattern ID = Pattern.compile("[\\w.:/+=@-]{1,128}");

  public static Reply of(int status, MultiMap headers) {
    for (String name : ID_HEADERS) {
      @Nullable String id = headers.get(name);
      if (id != null && ID.matcher(id).matches()) {
        return new Reply(status, id, "");
      }
    }
    return new Reply(status, "", "");
  }

  Reply saying(String said) {
    return new Reply(status, requestId, said);
  }

  /** The id alone of what went well, with status and text of what did not; may be empty. */
  String describe(boolean ok) {
    StringBuilder text = new StringBuilder();
    if (!ok && status != 0) {
      text.append(status);
    }
    if (!requestId.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(requestId);
    }
    if (!ok && !this.text.isEmpty()) {
      text.append(text.isEmpty() ? "" : ": ").append(this.text);
    }
    return text.isEmpty() ? "" : " (" + text + ")";
  }
}
