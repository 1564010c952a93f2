package com.plurence.gateway.upstream;

import com.plurence.gateway.provider.ResponseForm.Events;
import com.plurence.gateway.upstream.decision.Classifier.Expected;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the body of a provider's response is read, by what was asked for and what it says it is. */
final class ResponseBody {
  private ResponseBody() {}

  /** The ways of reading one. */
  enum Way {
    /** As one JSON document, checked to its end. */
    DOCUMENT,
    /** As a stream of events. */
    EVENTS,
    /** As bytes that are passed on. */
    BYTES,
    /** Not at all: it is no response. */
    NONE
  }

  /**
   * Whoever asks for chunks of choices gets nothing else. Whoever asks for other events may get a
   * document, and sound comes as the provider sees fit, whatever the request says.
   */
  static Way way(UpstreamCall call, @Nullable String contentType) {
    Events events = call.form().events();
    boolean isEvents = Expected.EVENTS.is(contentType);
    if (events == Events.CHUNKS) {
      return expected(call).is(contentType) ? (isEvents ? Way.EVENTS : Way.DOCUMENT) : Way.NONE;
    }
    if (isEvents) {
      boolean wanted = call.streamed() || call.form().bytes();
      return wanted && events != Events.NONE ? Way.EVENTS : Way.NONE;
    }
    if (Expected.JSON.is(contentType)) {
      return Way.DOCUMENT;
    }
    return call.form().bytes() && !isPage(contentType) ? Way.BYTES : Way.NONE;
  }

  /** What a body is that is read as one where its type says nothing else. */
  static Expected expected(UpstreamCall call) {
    return call.streamed() && call.form().events() == Events.CHUNKS
        ? Expected.EVENTS
        : Expected.JSON;
  }

  private static boolean isPage(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("html");
  }
}
