package com.plurence.gateway.inference.stage;

import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.extension.ModelRequest;
import com.plurence.gateway.extension.StreamEditor;
import com.plurence.gateway.extension.StreamHook;
import com.plurence.gateway.extension.host.Hook;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.sse.SseParser;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The editors of one stream, one behind the other. On one event loop. */
final class Editors {
  private static final long MOST_HELD = 8 * 1024 * 1024;

  private final Exchange exchange;
  private final ClientDialect dialect;

  /** For streams that pass as they came, whatever their line ends. */
  private final SseParser parser = new SseParser(Integer.MAX_VALUE);

  private final List<Editing> editings = new ArrayList<>();

  /** Whether nobody waits for the events any more; also read on the threads of extensions. */
  private volatile boolean over;

  /**
   * @param dialect of the client, in which the events are
   */
  Editors(
      List<Hook<StreamHook>> hooks,
      Exchange exchange,
      ModelRequest request,
      ClientDialect dialect) {
    this.dialect = dialect;
    this.exchange = exchange;
    hooks.forEach(hook -> editings.add(new Editing(hook, request)));
  }

  /** Whole events in, whole events out; fails with what the client is to be told. */
  Future<Buffer> edit(Buffer events) {
    if (events.length() == 0 || editings.isEmpty()) {
      return Future.succeededFuture(events);
    }
    Buffer canonical = parser.feed(events, any -> true);
    if (canonical.length() == 0) {
      return Future.succeededFuture(canonical);
    }
    Future<List<StreamItem>> items = Future.succeededFuture(StreamItem.split(canonical, dialect));
    for (Editing editing : List.copyOf(editings)) {
      items = items.compose(seen -> pass(editing, seen));
    }
    return items.map(StreamItem::join);
  }

  private Future<List<StreamItem>> pass(Editing editing, List<StreamItem> items) {
    return editing
        .hook
        .ask(
            exchange.timers(),
            exchange.requestId(),
            hook -> Future.succeededFuture(editing.edit(hook, items, dialect, () -> over)))
        .onFailure(failed -> over = true)
        .map(edited -> edited.orElseGet(() -> giveUp(editing, items)));
  }

  /** It has failed and may: the stream goes on without it. */
  private List<StreamItem> giveUp(Editing editing, List<StreamItem> items) {
    editings.remove(editing);
    return items;
  }

  /** One editor, which lives on the thread of its extension, from the first event on. */
  private static final class Editing {
    private final Hook<StreamHook> hook;
    private @Nullable ModelRequest request;
    private Optional<StreamEditor> editor = Optional.empty();
    private long held;

    Editing(Hook<StreamHook> hook, ModelRequest request) {
      this.hook = hook;
      this.request = request;
    }

    /**
     * @param over asked before each event: what came in one piece may be many, and an editor that
     *     was too slow for one shall not be kept busy with the others
     */
    List<StreamItem> edit(
        StreamHook begun, List<StreamItem> items, ClientDialect dialect, BooleanSupplier over) {
      if (request != null) {
        editor = Optional.of(Objects.requireNonNull(begun.begin(request), "no editor"));
        // A stream lasts, and its request may be large.
        request = null;
      }
      List<StreamItem> edited = new ArrayList<>(items.size());
      for (StreamItem item : items) {
        if (over.getAsBoolean()) {
          break;
        }
        item.editInto(edited, editor.orElseThrow(), dialect);
      }
      checkHeld(items, edited);
      return edited;
    }

    /** A stream may be longer than the memory of the gateway. */
    private void checkHeld(List<StreamItem> items, List<StreamItem> edited) {
      held = edited.isEmpty() ? held + StreamItem.length(items) : 0;
      if (held > MOST_HELD) {
        throw new IllegalStateException("it takes more and more events and gives none");
      }
    }
  }
}
