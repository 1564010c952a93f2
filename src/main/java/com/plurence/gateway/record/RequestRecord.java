package com.plurence.gateway.record;

import com.plurence.gateway.address.IpAddress;
import com.plurence.gateway.error.ErrorKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one account of a request. Each field is written by whoever knows it; when the request is over
 * the record is closed, once, and everybody who reports reads it: the access log, the metrics, the
 * events of extensions. What a request never came to know is null. Never holds a secret, a prompt
 * or a completion. Lives on the event loop of its request.
 */
public final class RequestRecord {
  private final String requestId;
  private final IpAddress address;
  private final String method;
  private final AttemptLog attempts = new AttemptLog();
  private final Attributes attributes = new Attributes();
  private final Attribution attribution = new Attribution();
  private final Ledger ledger = new Ledger(attempts);
  private final long startedAt = System.nanoTime();
  private String route = "unmatched";
  private @Nullable CallerFacts caller;
  private @Nullable BodyCopies copies;
  private @Nullable String operation;
  private @Nullable String model;
  private @Nullable String modelPattern;
  private @Nullable Completion completion;
  private boolean partial;
  private @Nullable RefusedBy refusedBy;
  private @Nullable ErrorKind error;
  private Lifecycle lifecycle = Lifecycle.OPEN;
  private long firstByteAt;
  private long endedAt;
  private long bytesIn;
  private long bytesOut;
  private int status;
  private boolean closed;

  /**
   * The record of a request that begins now.
   *
   * @param requestId the UUID that the gateway gave it
   * @param address where it is from, as far as trusted proxies tell
   */
  public RequestRecord(String requestId, IpAddress address, String method) {
    this.requestId = requestId;
    this.address = address;
    this.method = method;
  }

  /** The router has found the endpoint whose path, as the table has it, is {@code path}. */
  public void routed(String path) {
    route = path;
  }

  public void admitted(CallerFacts who) {
    caller = who;
  }

  /**
   * What is about to be asked of a model; the last one counts.
   *
   * @param what the operation, in the words of OpenTelemetry's {@code gen_ai.operation.name}
   * @param ofModel the model's name as the client, or an extension, has it
   */
  public void asks(String what, String ofModel) {
    operation = what;
    model = ofModel;
  }

  /** The model was found by a pattern, since clients choose among many names. */
  public void matched(String pattern) {
    modelPattern = pattern;
  }

  /** An extension wants {@code value} to be known; the last one of a name counts. */
  public void attribute(String name, String value) {
    attributes.put(name, value);
  }

  /**
   * The provider's response is over, of which it told {@code known}; of one that is {@code broken}
   * or was left it may have counted more.
   */
  public void completed(Completion known, boolean broken) {
    // An editor may still be busy with a stream whose client has left, and whose record is read.
    if (!closed) {
      completion = known;
      partial = broken;
    }
  }

  /** The limits have let it pass, with so many tokens of input as the gateway estimates. */
  public void pass(long inputTokens) {
    ledger.pass(inputTokens);
  }

  /** A limit has not let it pass. */
  public void refused(RefusedBy limit) {
    refusedBy = limit;
  }

  public void account(Accounting how) {
    ledger.account(how);
  }

  /**
   * Nothing more will be spent on it: what it cost may be read, though its last byte is not handed
   * over yet.
   *
   * @param sentStatus of the response, whether or not it was sent
   * @return whether it was not settled before
   */
  public boolean settle(int sentStatus) {
    if (!ledger.settle()) {
      return false;
    }
    status = lifecycle.status(sentStatus);
    return true;
  }

  /** The client is told of {@code kind}. */
  public void failed(ErrorKind kind) {
    error = kind;
  }

  /** Another {@code bytes} of the request's body have come. */
  public void received(int bytes) {
    bytesIn += bytes;
  }

  /** The first byte of the response's body is handed to the connection; later calls do nothing. */
  public void firstByte() {
    if (firstByteAt == 0) {
      firstByteAt = System.nanoTime();
    }
  }

  /** Takes the step out of {@link Lifecycle#OPEN}; whether none was taken before. */
  public boolean end(Lifecycle how) {
    if (lifecycle != Lifecycle.OPEN) {
      return false;
    }
    lifecycle = how;
    endedAt = System.nanoTime();
    return true;
  }

  /**
   * The last that can be known: the record may be read.
   *
   * @param sentStatus of the response, whether or not it was sent
   * @param written bytes of the response's body that were handed to the connection
   */
  public void close(int sentStatus, long written) {
    status = lifecycle.status(sentStatus);
    bytesOut = written;
    closed = true;
  }

  public String requestId() {
    return requestId;
  }

  public IpAddress address() {
    return address;
  }

  public String method() {
    return method;
  }

  /** The path of the endpoint as the table has it; never a client's own text. */
  public String route() {
    return route;
  }

  /** Who was let in, or whose key has expired; null: nobody had to be, or nobody is known. */
  public @Nullable CallerFacts caller() {
    return caller;
  }

  public @Nullable String operation() {
    return operation;
  }

  /** The model's name as it was asked for. */
  public @Nullable String model() {
    return model;
  }

  /** The pattern that the model's name matched; null: its name stands in the configuration. */
  public @Nullable String modelPattern() {
    return modelPattern;
  }

  /** By the names that extensions gave them. */
  public Map<String, String> attributes() {
    return attributes.all();
  }

  /** The attempts so far, which whoever makes them adds here. */
  public AttemptLog attempts() {
    return attempts;
  }

  /** The id of the target that was asked last; null: none was. */
  public @Nullable String target() {
    return attempts.isEmpty() ? null : attempts.last().target();
  }

  /** The tokens that the provider counted; null: it did not say. */
  public @Nullable TokenUsage usage() {
    return completion == null ? null : completion.usage().orElse(null);
  }

  /** Whether the response broke off or was left, so that {@link #usage} may be too little. */
  public boolean isUsagePartial() {
    return partial;
  }

  /** Why the response ended, in the provider's words; null: it did not say. */
  public @Nullable String finishReason() {
    return completion == null ? null : completion.finishReason().orElse(null);
  }

  /** Whether it is accounted for, and as what. */
  public Accounting accounting() {
    return ledger.accounting();
  }

  /** The limit that has not let it pass; null: none. */
  public @Nullable RefusedBy refusedBy() {
    return refusedBy;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** What it took and cost: all of that once it is settled, until then what is known. */
  public Spending spending() {
    return ledger.settled();
  }

  /** The bodies are kept from now on. */
  public void copies(BodyCopies kept) {
    copies = kept;
  }

  /** The bodies as far as they have come; null: they are not to be kept. */
  public @Nullable BodyCopies copies() {
    return copies;
  }

  /** What the client says it belongs to. */
  public Attribution attribution() {
    return attribution;
  }

  /** What the client was told of; null: of no failure. */
  public @Nullable ErrorKind error() {
    return error;
  }

  public Lifecycle lifecycle() {
    return lifecycle;
  }

  /** The status of the response; 499 for a client that left before it was complete. */
  public int status() {
    return status;
  }

  public long bytesIn() {
    return bytesIn;
  }

  /** Bytes of the response's body that were handed to the connection. */
  public long bytesOut() {
    return bytesOut;
  }

  /** When the head had arrived, in {@link System#nanoTime()}. */
  public long startedAt() {
    return startedAt;
  }

  /** Nanoseconds from the head of the request to the end of the response. */
  public long nanos() {
    return endedAt - startedAt;
  }

  /** Nanoseconds to the first byte of the response's body; 0: there was none. */
  public long firstByteNanos() {
    return firstByteAt == 0 ? 0 : firstByteAt - startedAt;
  }
}
