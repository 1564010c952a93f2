package com.plurence.gateway.usage.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a spool is to be, and how large.
 *
 * @param size bytes that may wait in it
 * @param sync between two times at which what was appended is forced to the disk
 */
public record SpoolPlace(Kind kind, Path directory, long size, Duration sync) {

  /** Which directory is meant. */
  public enum Kind {
    /** That one, and no other. */
    EXACTLY,

    /** That one or, while another process has it, one beside it. */
    OR_BESIDE,

    /** A new one within it, which goes when the spool is closed. */
    TEMPORARY
  }

  /**
   * Opens the spool, and takes over what processes that have died left in its directory. Blocks.
   *
   * @param loops how many lanes there will be
   * @throws IOException if it can't be made or written, or belongs to another process
   */
  public Spool open(int loops) throws IOException {
    SpoolDirectory taken =
        switch (kind) {
          case EXACTLY -> SpoolDirectory.takeOnly(directory);
          case OR_BESIDE -> SpoolDirectory.takeFree(directory);
          case TEMPORARY ->
              SpoolDirectory.takeOnly(Files.createTempDirectory(directory, "plurence-spool"));
        };
    try {
      return new Spool(taken, this, loops);
    } catch (IOException e) {
      taken.close();
      throw e;
    }
  }
}
