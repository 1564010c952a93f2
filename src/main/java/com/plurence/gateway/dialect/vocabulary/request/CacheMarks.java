package com.plurence.gateway.dialect.vocabulary.request;

import com.plurence.gateway.dialect.vocabulary.CacheMark;
import com.plurence.gateway.dialect.vocabulary.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cache marks of a request for providers that have no such thing. */
public final class CacheMarks {
  private CacheMarks() {}

  /** Names the marks in {@code request} as dropped: each kind of field once, wherever it stands. */
  public static void drop(ModelRequest request, Findings findings) {
    Stream.of(
            marks(request.system()),
            request.turns().stream().flatMap(turn -> marks(turn.parts())),
            request.tools().stream().map(Tool::cacheMark).flatMap(Optional::stream))
        .flatMap(marks -> marks)
        .map(mark -> mark.path().substring(mark.path().lastIndexOf('.') + 1))
        .distinct()
        .forEach(findings::dropped);
  }

  private static Stream<CacheMark> marks(List<? extends Part> parts) {
    return parts.stream().flatMap(CacheMarks::marks);
  }

  private static Stream<CacheMark> marks(Part part) {
    if (part instanceof Part.Text text) {
      return text.cacheMark().stream();
    }
    if (part instanceof Part.Media media) {
      return media.cacheMark().stream();
    }
    return part instanceof Part.Result result
        ? Stream.concat(result.cacheMark().stream(), marks(result.parts()))
        : Stream.empty();
  }
}
