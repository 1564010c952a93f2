package com.plurence.gateway.dialect.openai.chat.stream;

/** A call of which the stream tells in fragments. */
final class StreamedCall implements Waiting {
  private final ArgumentsEnd end = new ArgumentsEnd();
  private final StringBuilder held = new StringBuilder();
  private String id;
  private String name;
  private boolean hasArguments;
  private State state = State.WAITING;

  /** Where it is on its way to the client. */
  enum State {
    WAITING,
    OPEN,
    CLOSED
  }

  StreamedCall(String id, String name) {
    this.id = id;
    this.name = name;
  }

  /** The provider's id; empty as long as it gives none. */
  String id() {
    return id;
  }

  /** The name of the tool; empty as long as it has not come. */
  String name() {
    return name;
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

  /** Servers say either of them in the first fragment, later, or again in each. */
  void learn(String laterId, String laterName) {
    id = id.isEmpty() ? laterId : id;
    name = name.isEmpty() ? laterName : name;
  }

  void feed(String arguments) {
    hasArguments |= !arguments.isBlank();
    end.feed(arguments);
  }

  boolean hasArguments() {
    return hasArguments;
  }

  boolean isWhole() {
    return end.isWhole();
  }

  void hold(String arguments) {
    held.append(arguments);
  }

  /** What came before it was its turn. */
  String takeHeld() {
    String all = held.toString();
    held.setLength(0);
    held.trimToSize();
    return all;
  }
}
