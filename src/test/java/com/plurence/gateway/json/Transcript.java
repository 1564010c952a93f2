package com.plurence.gateway.json;

import java.util.ArrayList;
import java.util.List;

/** Writes down everything a scanner reports, in the words that {@link Oracle} uses. */
final class Transcript implements JsonListener {
  final List<String> lines = new ArrayList<>();
  private final int textLimit;

  Transcript(int textLimit) {
    this.textLimit = textLimit;
  }

  @Override
  public boolean enter(JsonKind kind) {
    lines.add("enter " + kind);
    return true;
  }

  @Override
  public void leave(JsonValue container) {
    lines.add("leave " + container.kind() + " " + container.from() + "-" + container.to());
  }

  @Override
  public void name(JsonText name) {
    lines.add(name.cut() ? "long name" : "name " + name);
  }

  @Override
  public int textLimit() {
    return textLimit;
  }

  @Override
  public void value(JsonValue value) {
    boolean longNumber = value.kind() == JsonKind.NUMBER && value.text().cut();
    String text = longNumber ? "long" : value.text().toString();
    lines.add(value.kind() + " " + value.from() + "-" + value.to() + " " + text);
  }
}
