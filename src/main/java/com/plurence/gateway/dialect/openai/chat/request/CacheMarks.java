package com.plurence.gateway.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.plurence.gateway.dialect.vocabulary.CacheMark;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.List;
import java.util.Optional;

/** Marks of what is worth caching, which clients of this API set in fields of two vendors. */
final class CacheMarks {
  private CacheMarks() {}

  /** The mark on a part, a message or a tool. */
  static Optional<CacheMark> of(RequestObject marked) {
    if (marked.has("cache_control")) {
      return marked
          .object("cache_control")
          .map(control -> new CacheMark(control.path(), control.node()));
    }
    return marked
        .object("prompt_cache_breakpoint")
        .map(
            here ->
                new CacheMark(
                    here.path(), JsonNodeFactory.instance.objectNode().put("type", "ephemeral")));
  }

  /** A mark on a message is one on its last part, if that has none of its own. */
  static void putOnLast(List<Part> parts, CacheMark mark, Findings findings) {
    int last = parts.size() - 1;
    Part part = parts.isEmpty() ? null : parts.get(last);
    if (part instanceof Part.Text text) {
      parts.set(
          last,
          new Part.Text(text.path(), text.text(), text.cacheMark().or(() -> Optional.of(mark))));
    } else if (part instanceof Part.Media media) {
      parts.set(
          last,
          new Part.Media(
              media.path(),
              media.kind(),
              media.source(),
              media.title(),
              media.cacheMark().or(() -> Optional.of(mark))));
    } else {
      findings.dropped(mark.path());
    }
  }

  /**
   * Names a mark that can't be told to the provider: by its field alone, however many there are.
   */
  static void drop(Optional<CacheMark> mark, Findings findings) {
    mark.ifPresent(
        there -> findings.dropped(there.path().substring(there.path().lastIndexOf('.') + 1)));
  }
}
