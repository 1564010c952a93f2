package com.plurence.gateway.demo.answer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Vectors that only the input and the length decide, the same in both encodings. */
final class Vectors {
  private static final int VALUES = 256;
  private static final float LARGEST = 0.05f;
  private static final float[] NUMBERS = new float[VALUES];
  private static final String[] TEXTS = new String[VALUES];

  static {
    for (int i = 0; i < VALUES; i++) {
      NUMBERS[i] = (2 * LARGEST * (i + 0.5f)) / VALUES - LARGEST;
      TEXTS[i] = Float.toString(NUMBERS[i]);
    }
  }

  private Vectors() {}

  static void writeFloats(StringBuilder json, int seed, int dimensions) {
    int state = seed;
    json.append('[');
    for (int i = 0; i < dimensions; i++) {
      state = next(state);
      json.append(i == 0 ? "" : ",").append(TEXTS[state >>> 24]);
    }
    json.append(']');
  }

  static void writeBase64(StringBuilder json, int seed, int dimensions) {
    ByteBuffer bytes = ByteBuffer.allocate(dimensions * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int state = seed;
    for (int i = 0; i < dimensions; i++) {
      state = next(state);
      bytes.putFloat(NUMBERS[state >>> 24]);
    }
    json.append('"').append(Base64.getEncoder().encodeToString(bytes.array())).append('"');
  }

  /** A linear congruential step: cheap, and its upper bits are good enough to look random. */
  private static int next(int state) {
    return state * 1_664_525 + 1_013_904_223;
  }
}
