package com.plurence.gateway.usage.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory of segments that belongs to one process, as long as that holds its lock. */
final class SpoolDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);
  private static final String LOCK = "lock";
  private static final String ENDING = ".segment";
  private static final int MOST_BESIDE = 64;

  private final Path path;
  private final FileChannel lock;

  private SpoolDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes {@code path}, which is made if it is not there. Blocks.
   *
   * @return nothing if it belongs to a process that is alive, be it this one
   * @throws IOException if it can't be made or written
   */
  static Optional<SpoolDirectory> take(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, forTheOwner(path));
    }
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new SpoolDirectory(path, channel));
      }
    } catch (OverlappingFileLockException ofThisProcess) {
      LOG.atDebug().addKeyValue("directory", path).log("the spool belongs to this process already");
    }
    channel.close();
    return Optional.empty();
  }

  /** Takes {@code path}, and no other. Blocks. */
  static SpoolDirectory takeOnly(Path path) throws IOException {
    return take(path).orElseThrow(() -> new IOException("it belongs to another process"));
  }

  /**
   * Takes {@code path} or, where that belongs to another process, the first one beside it that does
   * not; and into it what was left in those of processes that have died. Blocks.
   */
  static SpoolDirectory takeFree(Path path) throws IOException {
    Optional<SpoolDirectory> mine = Optional.empty();
    for (int number = 1; number <= MOST_BESIDE; number++) {
      Path candidate = number == 1 ? path : path.resolveSibling(path.getFileName() + "-" + number);
      if (mine.isEmpty()) {
        mine = take(candidate);
      } else if (Files.isDirectory(candidate)) {
        mine.get().takeOver(candidate);
      }
    }
    return mine.orElseThrow(() -> new IOException("it and those beside it belong to others"));
  }

  private static FileAttribute<?>[] forTheOwner(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Where it is. */
  Path path() {
    return path;
  }

  /** Makes another segment. Blocks. */
  Segment make(int size) throws IOException {
    return Segment.make(path.resolve(UUID.randomUUID() + ENDING), size);
  }

  /** What others have left in it, the oldest first; what is no segment is left alone. Blocks. */
  List<Segment> left() throws IOException {
    List<Segment> left = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(name -> name.toString().endsWith(ENDING)).toList()) {
        try {
          left.add(Segment.open(file));
        } catch (IOException e) {
          LOG.atWarn()
              .addKeyValue("problem", e.getMessage())
              .log("a file of the spool is left out");
        }
      }
    }
    left.sort(Comparator.comparingLong(Segment::order));
    return left;
  }

  private void takeOver(Path other) throws IOException {
    Optional<SpoolDirectory> ofNobody = take(other);
    if (ofNobody.isPresent()) {
      try (SpoolDirectory taken = ofNobody.get();
          Stream<Path> files = Files.list(taken.path)) {
        for (Path file : files.filter(name -> !name.endsWith(LOCK)).toList()) {
          Files.move(file, path.resolve(file.getFileName()));
        }
      }
    }
  }

  /** Gives it up; what is in it stays. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** Deletes it and what is in it. Blocks. */
  void delete() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(path);
  }
}
