package com.plurence.gateway.overload;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How the process ends when it can't go on: by itself, at once, with status 3 and one line on
 * standard error. A process that lives on without memory or without an event loop answers nobody,
 * and nobody starts another one. The lines are made beforehand, as there may be no memory for them.
 */
@SuppressWarnings("ImmutableEnumChecker") // a text, made into bytes beforehand
public enum LastWords {
  /** Of the heap, or outside it, whoever ran out. */
  OUT_OF_MEMORY("out of memory"),

  /** A thread that serves requests does nothing any more. */
  LOOP_LOST("an event loop has stopped working");

  private static final int STATUS = 3;

  private final byte[] line;

  LastWords(String why) {
    line =
        ("plurence-gateway ends: " + why + System.lineSeparator())
            .getBytes(StandardCharsets.US_ASCII);
  }

  /** Ends the process if {@code failure}, or what lies behind it, is a lack of memory. */
  public static void ifOutOfMemory(@Nullable Throwable failure) {
    @Nullable Throwable cause = failure;
    // A chain of causes may be a ring.
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof OutOfMemoryError) {
        OUT_OF_MEMORY.say();
      }
      cause = cause.getCause();
    }
  }

  /** Ends the process. */
  public void say() {
    try (FileOutputStream standardError = new FileOutputStream(FileDescriptor.err)) {
      standardError.write(line);
    } catch (IOException nobodyListens) {
      Runtime.getRuntime().halt(STATUS);
    }
    Runtime.getRuntime().halt(STATUS);
  }
}
