package com.plurence.gateway.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Makes valid documents of every shape, and breaks them. */
final class RandomJson {
  private static final String[] NUMBERS = {
    "0", "-0", "7", "-12", "3.25", "1e9", "2E-3", "-0.0e+00", "123456789012345678901234567890"
  };
  private static final String[] PIECES = {
    "a",
    "plain text of some length, longer than a word",
    "é",
    "жар",
    "漢字",
    "😀",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u0041",
    "\\u00e9",
    "\u007f",
    "{[,:]}",
    "\uD7FF",
    "\uE000",
    "\uFFFF",
    "\u0080",
    "\u07FF",
    "\u0800",
    "\uDBFF\uDFFF",
    "\\b\\f\\r\\t"
  };
  // In values only, since Jackson refuses lone halves in names.
  private static final String[] HALVES = {
    "\\uD83D\\uDE00", "\\ud800", "\\udc00x", "\\ud800\\ud800"
  };
  private static final String[] GAPS = {"", "", "", " ", "\n", "\r\n\t  "};
  private static final byte[] BAD = {
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '0',
    '-',
    '.',
    'e',
    'u',
    0,
    0x1F,
    '\n',
    (byte) 0x80,
    (byte) 0xC0,
    (byte) 0xED,
    (byte) 0xF4,
    (byte) 0xFF,
    (byte) 0xEF,
    't',
    ' '
  };

  private final RandomGenerator random;
  private boolean halves;

  RandomJson(RandomGenerator random) {
    this.random = random;
  }

  byte[] document() {
    halves = true;
    return make();
  }

  private byte[] make() {
    StringBuilder json = new StringBuilder();
    value(json, random.nextInt(7));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A document with some bytes changed, removed, doubled or cut off. */
  byte[] broken() {
    halves = false;
    byte[] document = make();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      document = change(document);
    }
    return document;
  }

  private byte[] change(byte[] document) {
    int at = random.nextInt(document.length + 1);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(document, 0, at);
    int skipped = at;
    switch (random.nextInt(4)) {
      case 0 -> changed.write(BAD[random.nextInt(BAD.length)]);
      case 1 -> skipped = Math.min(document.length, at + 1 + random.nextInt(3));
      case 2 -> {
        changed.write(BAD[random.nextInt(BAD.length)]);
        skipped = Math.min(document.length, at + 1);
      }
      default -> skipped = random.nextInt(8) == 0 ? document.length : at / 2;
    }
    changed.write(document, skipped, document.length - skipped);
    return changed.toByteArray();
  }

  private void value(StringBuilder json, int depth) {
    gap(json);
    switch (depth == 0 ? 2 + random.nextInt(5) : random.nextInt(7)) {
      case 0 -> items(json, depth, '[', ']');
      case 1 -> items(json, depth, '{', '}');
      case 2 -> json.append(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 3 -> json.append(random.nextBoolean() ? "true" : "false");
      case 4 -> json.append("null");
      default -> string(json, halves);
    }
    gap(json);
  }

  private void items(StringBuilder json, int depth, char open, char close) {
    json.append(open);
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      json.append(i > 0 ? "," : "");
      if (open == '{') {
        gap(json);
        string(json, false);
        gap(json);
        json.append(':');
      }
      value(json, depth - 1);
    }
    if (count == 0) {
      gap(json);
    }
    json.append(close);
  }

  private void string(StringBuilder json, boolean withHalves) {
    json.append('"');
    for (int count = random.nextInt(4); count > 0; count--) {
      String[] pieces = withHalves && random.nextInt(4) == 0 ? HALVES : PIECES;
      json.append(pieces[random.nextInt(pieces.length)]);
    }
    json.append('"');
  }

  private void gap(StringBuilder json) {
    json.append(GAPS[random.nextInt(GAPS.length)]);
  }
}
