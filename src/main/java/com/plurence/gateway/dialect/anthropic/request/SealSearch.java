package com.plurence.gateway.dialect.anthropic.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.plurence.gateway.dialect.Splice;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonListener;
import com.plurence.gateway.json.JsonText;
import com.plurence.gateway.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks through the messages of a request for thoughts under a seal of this gateway, which says
 * that Anthropic has not signed them, and finds what takes them out. Judges nothing: whatever has
 * another form than it expects stays.
 */
final class SealSearch implements JsonListener {
  private static final int IN_MESSAGES = 1;
  private static final int IN_MESSAGE = 2;
  private static final int IN_CONTENT = 3;
  private static final int IN_BLOCK = 4;

  private static final byte[] ROLE = "role".getBytes(US_ASCII);
  private static final byte[] CONTENT = "content".getBytes(US_ASCII);
  private static final byte[] ASSISTANT = "assistant".getBytes(US_ASCII);

  private final List<Splice> cuts = new ArrayList<>(0);
  private final ItemCuts messages = new ItemCuts();
  private final ItemCuts blocks = new ItemCuts();
  private final Block block = new Block();
  private final LastTurn turn = new LastTurn();
  private int level;
  private boolean isRole;
  private boolean isContent;

  // Of the message being read.
  private final List<Splice> within = new ArrayList<>(0);
  private boolean emptied;

  /** The array of messages begins. */
  void begin() {
    cuts.clear();
    messages.begin();
    turn.reset();
    level = IN_MESSAGES;
  }

  /** What was found. */
  ForeignThoughts found(ThinkingMember thinking) {
    if (cuts.isEmpty()) {
      return ForeignThoughts.NONE;
    }
    if (!thinking.hasBudget() || !turn.callsWithoutThought()) {
      return new ForeignThoughts(List.copyOf(cuts), false);
    }
    List<Splice> all = new ArrayList<>(cuts);
    all.add(thinking.cut());
    return new ForeignThoughts(List.copyOf(all), true);
  }

  @Override
  public boolean enter(JsonKind kind) {
    boolean wanted =
        switch (level) {
          case IN_MESSAGES, IN_CONTENT -> kind == JsonKind.OBJECT;
          case IN_MESSAGE -> isContent && kind == JsonKind.ARRAY;
          default -> false;
        };
    if (wanted) {
      level++;
      begun();
    }
    return wanted;
  }

  private void begun() {
    switch (level) {
      case IN_MESSAGE -> {
        isRole = false;
        isContent = false;
        emptied = false;
        within.clear();
        turn.beginMessage();
      }
      case IN_CONTENT -> blocks.begin();
      default -> block.begin();
    }
  }

  @Override
  public void leave(JsonValue container) {
    switch (level) {
      case IN_BLOCK -> blockEnded(container);
      case IN_CONTENT -> {
        within.addAll(blocks.end());
        emptied = blocks.cutsAll();
      }
      case IN_MESSAGE -> messageEnded(container);
      default -> cuts.addAll(messages.end());
    }
    level--;
  }

  private void blockEnded(JsonValue container) {
    if (block.isForeign()) {
      blocks.cut(container.from(), container.to());
    } else {
      blocks.keep(container.from(), container.to());
      turn.block(block.isThought(), block.isCall());
    }
  }

  private void messageEnded(JsonValue container) {
    if (emptied) {
      messages.cut(container.from(), container.to());
      return;
    }
    messages.keep(container.from(), container.to());
    cuts.addAll(within);
    turn.endMessage();
  }

  @Override
  public void name(JsonText name) {
    if (level == IN_BLOCK) {
      block.name(name);
    } else {
      isRole = name.is(ROLE);
      isContent = name.is(CONTENT);
    }
  }

  @Override
  public int textLimit() {
    return switch (level) {
      case IN_MESSAGE -> isRole ? ASSISTANT.length + 1 : 0;
      case IN_BLOCK -> block.textLimit();
      default -> 0;
    };
  }

  @Override
  public void value(JsonValue value) {
    switch (level) {
      case IN_MESSAGES -> messages.keep(value.from(), value.to());
      case IN_MESSAGE -> {
        if (isRole) {
          turn.role(value.kind() == JsonKind.STRING && value.text().is(ASSISTANT));
        }
      }
      case IN_CONTENT -> blocks.keep(value.from(), value.to());
      default -> block.value(value);
    }
  }

  /** One block of a message's content, as far as it is read. */
  private static final class Block {
    private static final byte[] TYPE = "type".getBytes(US_ASCII);
    private static final byte[] SIGNATURE = "signature".getBytes(US_ASCII);
    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final int LONGEST_TYPE = 32;

    private int member;
    private String type = "";
    private boolean foreignSignature;
    private boolean foreignData;

    void begin() {
      type = "";
      member = 0;
      foreignSignature = false;
      foreignData = false;
    }

    void name(JsonText name) {
      member = name.is(TYPE) ? 1 : name.is(SIGNATURE) ? 2 : name.is(DATA) ? 3 : 0;
    }

    int textLimit() {
      return member == 0 ? 0 : member == 1 ? LONGEST_TYPE : Seal.PREFIX.length();
    }

    void value(JsonValue value) {
      String text = value.kind() == JsonKind.STRING && member != 0 ? value.text().toString() : "";
      switch (member) {
        case 1 -> type = text;
        case 2 -> foreignSignature = text.equals(Seal.PREFIX);
        case 3 -> foreignData = text.equals(Seal.PREFIX);
        default -> {}
      }
    }

    boolean isThought() {
      return type.equals("thinking") || type.equals("redacted_thinking");
    }

    boolean isCall() {
      return type.equals("tool_use");
    }

    boolean isForeign() {
      return (foreignSignature && type.equals("thinking"))
          || (foreignData && type.equals("redacted_thinking"));
    }
  }
}
