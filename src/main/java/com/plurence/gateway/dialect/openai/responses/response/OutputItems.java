package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.Seal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the items of a response of what a model says, one after the other: words and refusals that
 * are neighbours are one message, a thought ends with its seal, each call is an item. A response as
 * a whole has the same items as its stream, since both are made here.
 */
final class OutputItems {
  private final ResponseContext context;
  private final EventSink events;
  private final ArrayNode done = JsonNodeFactory.instance.arrayNode();
  private @Nullable OpenItem open;

  OutputItems(ResponseContext context, EventSink events) {
    this.context = context;
    this.events = events;
  }

  /** The items that are done. */
  ArrayNode done() {
    return done;
  }

  void words(MessageItem.Kind kind, String delta) {
    message().add(kind, delta);
  }

  private MessageItem message() {
    if (open instanceof MessageItem message) {
      return message;
    }
    close(false);
    MessageItem message = new MessageItem(next("msg_"));
    open = message;
    return message;
  }

  void reasoning(String delta) {
    thought().add(delta);
  }

  private ReasoningItem thought() {
    if (open instanceof ReasoningItem thought) {
      return thought;
    }
    close(false);
    ReasoningItem thought = new ReasoningItem(next("rs_"));
    open = thought;
    return thought;
  }

  /** What nobody sealed, and what the client has not asked for, is not told. */
  void seal(Seal seal) {
    if (context.sealsWanted() && seal.kind() != Seal.Kind.NOBODY) {
      thought().seal(seal);
    }
    if (open instanceof ReasoningItem) {
      close(false);
    }
  }

  /**
   * A call begins.
   *
   * @param signature of Google, which stands in the item before the call
   */
  void call(String id, String name, Optional<String> signature) {
    signature.ifPresent(value -> seal(new Seal(Seal.Kind.GOOGLE, value)));
    close(false);
    String clientName = context.names().toClient(name);
    boolean freeForm = context.freeForm().contains(clientName);
    open = new CallItem(next(freeForm ? "ctc_" : "fc_"), id, clientName, freeForm);
  }

  void arguments(String delta) {
    if (open instanceof CallItem call) {
      call.add(delta);
    }
  }

  private ItemEvents next(String prefix) {
    return new ItemEvents(events, context.ids().next(prefix), done.size());
  }

  /**
   * Ends what is open.
   *
   * @param cutOff whether the response ends in the middle of it
   */
  void close(boolean cutOff) {
    if (open != null) {
      done.add(open.done(cutOff));
      open = null;
    }
  }
}
