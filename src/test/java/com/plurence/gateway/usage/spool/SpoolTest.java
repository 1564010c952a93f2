package com.plurence.gateway.usage.spool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a spool keeps. A process that was killed is one of whose directory somebody else finds a
 * copy: what is in mapped memory is in the file, as the kernel sees it.
 */
final class SpoolTest {
  private static final int KIB = 1024;

  @TempDir private Path directory;

  @Test
  void framesOfEachLaneAreReadInOrderAndOnceWhenTheyAreDone() throws IOException {
    Spool spool = open("a");
    Lane one = spool.lane();
    Lane other = spool.lane();
    IntStream.range(0, 500).forEach(i -> append(one, "one-" + i));
    IntStream.range(0, 500).forEach(i -> append(other, "other-" + i));

    List<String> first = texts(spool.read(700));
    spool.reset();
    List<String> again = texts(spool.read(700));
    spool.mark();
    List<String> rest = texts(spool.read(700));
    spool.mark();

    assertThat(first).hasSize(700).isEqualTo(again);
    assertThat(rest).hasSize(300);
    assertThat(Stream.concat(again.stream(), rest.stream()).filter(text -> text.startsWith("one")))
        .containsExactlyElementsOf(IntStream.range(0, 500).mapToObj(i -> "one-" + i).toList());
    assertThat(spool.waiting()).isZero();
    spool.close();
  }

  @Test
  void whoeverComesAfterAProcessThatWasKilledReadsWhatWasNotDone() throws IOException {
    Spool spool = open("a");
    Lane lane = spool.lane();
    for (int i = 0; i < 3_000; i++) {
      append(lane, "frame-" + i + " " + "x".repeat(100));
      if (i % 100 == 0) {
        spool.upkeep();
      }
    }
    spool.read(1_000);
    spool.mark();

    Spool heir = openCopyOf("a", "b");

    assertThat(heir.waiting()).isEqualTo(spool.waiting()).isPositive();
    assertThat(texts(heir.read(9_000)))
        .containsExactlyElementsOf(
            IntStream.range(1_000, 3_000)
                .mapToObj(i -> "frame-" + i + " " + "x".repeat(100))
                .toList());
    heir.mark();
    assertThat(heir.read(1)).isEmpty();
    heir.mark();
    assertThat(heir.waiting()).isZero();
    heir.close();
    assertThat(files("b")).containsExactly("lock");
    spool.close();
  }

  @Test
  void aDamagedFrameEndsItsSegmentAndNothingElse() throws IOException {
    Spool spool = open("a");
    append(spool.lane(), "whole");
    Lane torn = spool.lane();
    append(torn, "before");
    append(torn, "torn by a power failure");
    copy("a", "b");
    damage("b", "torn by");

    Spool heir = open("b");

    assertThat(texts(heir.read(10))).containsExactlyInAnyOrder("whole", "before");
    heir.mark();
    assertThat(heir.read(10)).isEmpty();
    heir.mark();
    assertThat(heir.waiting()).isZero();
    heir.close();
    spool.close();
  }

  @Test
  void isFullWhenNothingIsTakenOutAndHasRoomAgainAfterwards() throws IOException {
    Spool spool = open("a");
    Lane lane = spool.lane();
    int kept = 0;
    while (lane.append(Frame.USAGE, new byte[KIB], KIB)) {
      kept++;
      spool.upkeep();
    }
    boolean full = spool.isFull();

    int read = spool.read(9_999).size();
    spool.mark();
    spool.upkeep();

    assertThat(full).isTrue();
    assertThat(read).isEqualTo(kept).isGreaterThan(400);
    assertThat(spool.isFull()).isFalse();
    assertThat(lane.append(Frame.USAGE, new byte[KIB], KIB)).isTrue();
    assertThat(spool.read(10)).hasSize(1);
    spool.close();
  }

  @Test
  void isUsedAgainManyTimesOver() throws IOException {
    Spool spool = open("a");
    Lane lane = spool.lane();
    long read = 0;

    for (int i = 0; i < 20_000; i++) {
      append(lane, "frame-" + i + " " + "x".repeat(200));
      if (i % 100 == 99) {
        read += texts(spool.read(1_000)).size();
        spool.mark();
        spool.upkeep();
      }
    }

    assertThat(read).isEqualTo(20_000);
    assertThat(files("a").size()).isLessThan(12);
    spool.close();
  }

  @Test
  void belongsToOneProcessAndTheNextOneMayHaveOneBeside() throws IOException {
    Spool first = open("a");
    append(first.lane(), "kept");

    assertThatThrownBy(() -> open("a")).hasMessageContaining("belongs to another process");
    Spool second = openBeside("a");

    append(second.lane(), "of the second");
    assertThat(second.directory()).isEqualTo(directory.resolve("a-2"));
    assertThat(texts(second.read(10))).containsExactly("of the second");
    second.reset();
    second.close();
    first.close();
    Spool third = openBeside("a");
    assertThat(third.directory()).isEqualTo(directory.resolve("a"));
    assertThat(texts(third.read(10))).containsExactlyInAnyOrder("kept", "of the second");
    third.close();
  }

  @Test
  void theLongestFrameFitsAndALongerOneIsRefusedWithoutHarm() throws IOException {
    Spool spool = open("a");
    Lane lane = spool.lane();
    int longest = 128 * KIB - 80;

    assertThat(lane.append(Frame.USAGE, new byte[longest], longest)).isTrue();
    assertThat(lane.append(Frame.USAGE, new byte[longest + 1], longest + 1)).isFalse();
    assertThat(lane.append(Frame.USAGE, new byte[longest], longest)).isTrue();
    assertThat(spool.read(10)).hasSize(2);
    spool.close();
  }

  private Spool open(String name) throws IOException {
    return place(SpoolPlace.Kind.EXACTLY, name).open(1);
  }

  private Spool openBeside(String name) throws IOException {
    return place(SpoolPlace.Kind.OR_BESIDE, name).open(1);
  }

  private SpoolPlace place(SpoolPlace.Kind kind, String name) {
    return new SpoolPlace(kind, directory.resolve(name), 512 * KIB, Duration.ofMillis(50));
  }

  private Spool openCopyOf(String name, String copy) throws IOException {
    copy(name, copy);
    return open(copy);
  }

  private void copy(String name, String copy) throws IOException {
    Files.createDirectory(directory.resolve(copy));
    for (String file : files(name)) {
      Files.copy(directory.resolve(name).resolve(file), directory.resolve(copy).resolve(file));
    }
  }

  private void damage(String name, String text) throws IOException {
    for (String file : files(name)) {
      Path path = directory.resolve(name).resolve(file);
      int place = new String(Files.readAllBytes(path), ISO_8859_1).indexOf(text);
      if (place >= 0) {
        try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "rw")) {
          bytes.seek(place + 2);
          bytes.write('X');
        }
      }
    }
  }

  private List<String> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void append(Lane lane, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(lane.append(Frame.USAGE, bytes, bytes.length)).isTrue();
  }

  private static List<String> texts(List<Frame> frames) {
    return frames.stream().map(frame -> new String(frame.bytes(), UTF_8)).toList();
  }
}
