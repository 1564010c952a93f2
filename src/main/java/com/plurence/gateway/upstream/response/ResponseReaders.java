package com.plurence.gateway.upstream.response;

import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.dialect.ResponseForm.Events;
import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.upstream.decision.FaultKind;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who reads a response: by its status and its label, and, because labels are often wrong,
 * by its first byte. Lives on one event loop.
 */
public final class ResponseReaders implements ContentSniffer.Readers {
  /** What a provider says of its failure is worth so much of a client's time. */
  private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(5);

  /** Of a length that is believed: a longer one is more bytes than there are. */
  private static final int MOST_DIGITS = 15;

  private final ExpectedResponse expected;
  private final ResponseHead head;
  private final IncomingBody incoming;
  private final LoopTimers timers;
  private final UnaryOperator<MultiMap> toClient;

  private ResponseReaders(
      ExpectedResponse expected,
      ResponseHead head,
      IncomingBody incoming,
      LoopTimers timers,
      UnaryOperator<MultiMap> toClient) {
    this.expected = expected;
    this.head = head;
    this.incoming = incoming;
    this.timers = timers;
    this.toClient = toClient;
  }

  /**
   * Begins to read the body behind {@code head}.
   *
   * @param toClient makes the headers that may pass to the client from those of the target
   * @param release gives the connection back; called once
   */
  public static ResponseReader read(
      ExpectedResponse expected,
      ResponseHead head,
      LoopTimers timers,
      UnaryOperator<MultiMap> toClient,
      Runnable release) {
    IncomingBody incoming = new IncomingBody(head, timers, patience(expected, head), release);
    ResponseReader reader =
        new ResponseReaders(expected, head, incoming, timers, toClient).choose();
    incoming.read(reader::take, reader::end);
    return reader;
  }

  /** How long the body may be silent: a whole response comes when it has been thought out. */
  private static Duration patience(ExpectedResponse expected, ResponseHead head) {
    if (!head.isSuccess()) {
      return LONGEST_REFUSAL;
    }
    UpstreamConfig limits = expected.target().upstream();
    return expected.streamed() ? limits.idleTimeout() : limits.totalTimeout();
  }

  private ResponseReader choose() {
    if (!head.isSuccess() || labelled("html")) {
      return page();
    }
    boolean labelled = labelled("json") || labelled("event-stream");
    // Of sound the first byte tells nothing, so there the label decides.
    return expected.form().bytes() && !labelled
        ? new BytesReader(expected.target(), passed(), incoming)
        : new ContentSniffer(this, incoming);
  }

  private boolean labelled(String type) {
    @Nullable String label = head.headers().get(HttpHeaders.CONTENT_TYPE);
    return label != null && label.toLowerCase(Locale.ROOT).contains(type);
  }

  @Override
  public ResponseReader document(boolean json) {
    boolean unlabelled = !head.headers().contains(HttpHeaders.CONTENT_TYPE);
    boolean shouldBeJson = json || unlabelled || labelled("json");
    long announced = announced(head.headers());
    WholeReader whole =
        new WholeReader(
            expected.target(),
            passed(),
            incoming,
            timers,
            expected.holding(),
            announced,
            expected.dialect().document(expected.operation()),
            shouldBeJson ? FaultKind.MALFORMED : FaultKind.CONTENT_TYPE);
    TranslatedCall translation = expected.translation();
    return translation == null
        ? whole
        : new TranslatedWhole(whole, translation, expected.streamed(), expected.holding());
  }

  /** What is compressed has no length any more when it comes here. */
  private static long announced(MultiMap headers) {
    @Nullable String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return length != null && isLength(length) ? Long.parseLong(length) : WholeReader.UNKNOWN;
  }

  private static boolean isLength(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MOST_DIGITS;
  }

  @Override
  public @Nullable ResponseReader events() {
    TranslatedCall translation = expected.translation();
    if (translation != null) {
      return expected.streamed()
          ? new TranslatedReader(
              expected.target(),
              passed(),
              incoming,
              translation.stream(expected.target().upstream().event()),
              expected.dialect().events(expected.operation()),
              new EventMemory(expected.holding()))
          : null;
    }
    boolean wanted = expected.streamed() || expected.form().bytes();
    return wanted && expected.form().events() != Events.NONE
        ? new StreamReader(
            expected.target(),
            passed(),
            incoming,
            timers,
            new EventInspector(
                expected.usageWanted(), expected.dialect().events(expected.operation())),
            new EventMemory(expected.holding()))
        : null;
  }

  @Override
  public ResponseReader page() {
    return new RefusalReader(expected, head, incoming);
  }

  private MultiMap passed() {
    MultiMap headers = toClient.apply(head.headers());
    head.headers().clear(); // a stream may last for long, and nobody asks for them again
    return headers;
  }
}
