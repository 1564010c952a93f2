package com.plurence.gateway.dialect.anthropic.request;

/**
 * The last turn of the assistant, which may be several messages side by side: whether it calls a
 * tool, and whether it begins with a thought. Those of which nothing is left do not count.
 */
final class LastTurn {
  private boolean begun;
  private boolean calls;
  private boolean beginsWithThought;

  // Of the message being read.
  private boolean ofAssistant;
  private boolean hasBlocks;
  private boolean hasCall;
  private boolean firstIsThought;

  void reset() {
    begun = false;
    calls = false;
    beginsWithThought = false;
  }

  void beginMessage() {
    ofAssistant = false;
    hasBlocks = false;
    hasCall = false;
    firstIsThought = false;
  }

  void role(boolean assistant) {
    ofAssistant = assistant;
  }

  /** The next block that stays in the message. */
  void block(boolean thought, boolean call) {
    firstIsThought |= thought && !hasBlocks;
    hasBlocks = true;
    hasCall |= call;
  }

  void endMessage() {
    if (ofAssistant && !begun) {
      calls = false;
      beginsWithThought = firstIsThought;
    }
    if (ofAssistant) {
      calls |= hasCall;
    }
    begun = ofAssistant;
  }

  /** Whether it calls a tool and does not begin with a thought, which Anthropic refuses. */
  boolean callsWithoutThought() {
    return calls && !beginsWithThought;
  }
}
