package com.plurence.gateway.demo.answer;

import com.plurence.gateway.demo.script.DemoScript;
import java.util.Optional;
import java.util.OptionalInt;

/** What the model says, escaped as in JSON: whole, or in chunks that only their index decides. */
public final class ChatText {
  private static final int BYTES_PER_TOKEN = 4;

  private final String[] words;
  private final int chunks;
  private final OptionalInt size;
  private final boolean clock;
  private final Optional<Form.ToolCall> call;

  /** What the model of {@code provider} says to {@code chat}. */
  public ChatText(String provider, ChatRequest chat, DemoScript.Content content) {
    boolean numbered = content.chunks().isPresent() || content.size().isPresent();
    this.words = numbered && chat.stream() ? new String[0] : words(provider, chat);
    this.call = numbered ? Optional.empty() : call(chat);
    this.chunks = content.chunks().orElse(Math.max(1, words.length));
    this.size = content.size();
    this.clock = content.clock();
  }

  private static String[] words(String provider, ChatRequest chat) {
    if (chat.form().isPresent()) {
      return JsonText.escaped(chat.form().get().text()).split("(?<=,)", -1);
    }
    String said =
        chat.prompt().isEmpty()
            ? "Send me a message with the role user."
            : "You said: " + chat.prompt();
    String greeting =
        "Hello from "
            + JsonText.escaped(provider)
            + ", the demo provider of Plurence Gateway! "
            + said;
    return greeting.split("(?<= )", -1);
  }

  private static Optional<Form.ToolCall> call(ChatRequest chat) {
    return chat.form().filter(Form.ToolCall.class::isInstance).map(Form.ToolCall.class::cast);
  }

  /** The tool that is called; what the model says are its arguments then. */
  public Optional<Form.ToolCall> call() {
    return call;
  }

  /** How many chunks a stream has. */
  public int chunks() {
    return chunks;
  }

  /**
   * Chunk {@code index}: the time, or a word of the greeting, or its number from 1, filled or cut
   * to size.
   */
  public String chunk(int index) {
    if (clock) {
      return Long.toString(System.nanoTime());
    }
    if (index < words.length) {
      return words[index];
    }
    String number = Integer.toString(index + 1);
    int length = size.orElse(number.length() + 1);
    return number.length() > length
        ? number.substring(0, length)
        : number + (size.isPresent() ? "." : " ").repeat(length - number.length());
  }

  /** The greeting. */
  public String whole() {
    return String.join("", words);
  }

  /** A guess at the tokens of a stream. */
  public int streamTokens() {
    return size.isEmpty() ? chunks : tokens((long) chunks * size.getAsInt());
  }

  /** A guess at the tokens of a plain answer. */
  public int plainTokens() {
    return size.isEmpty() ? words.length : tokens(size.getAsInt());
  }

  private static int tokens(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE / 2, Math.max(1, bytes / BYTES_PER_TOKEN));
  }
}
