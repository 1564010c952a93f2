package com.plurence.gateway.dialect.vocabulary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A part of a turn or of a response. */
public sealed interface Part {
  /**
   * The field of the client's request that is to be named if a provider can't take the part; empty
   * in a response. It is the field in which the part differs from others: where a URL or the id of
   * a call stands, else the type.
   */
  String path();

  /** Words. */
  record Text(String path, String text, Optional<CacheMark> cacheMark) implements Part {
    /** Words without a mark. */
    public static Text of(String path, String text) {
      return new Text(path, text, Optional.empty());
    }
  }

  /** An image, a document or sound. */
  record Media(
      String path,
      MediaKind kind,
      MediaSource source,
      Optional<String> title,
      Optional<CacheMark> cacheMark)
      implements Part {}

  /**
   * The model calls a tool.
   *
   * @param path of the id
   * @param arguments always an object: {@code _raw} has what was none
   * @param signature of Google, which must go back to it with the call
   */
  record Call(String path, String id, String name, ObjectNode arguments, Optional<String> signature)
      implements Part {}

  /**
   * What a tool that was called has said.
   *
   * @param path of the call's id in the result
   * @param id of the call
   * @param name of the tool; empty until {@link
   *     com.plurence.gateway.dialect.vocabulary.request.Conversation} has looked it up
   * @param parts text and media alone
   */
  record Result(
      String path,
      String id,
      Optional<String> name,
      List<Part> parts,
      boolean isError,
      Optional<CacheMark> cacheMark)
      implements Part {
    /** Copies the parts. */
    public Result {
      parts = List.copyOf(parts);
    }
  }

  /**
   * What the model thought.
   *
   * @param text may be empty where only the seal has it
   * @param seal empty if nobody signed it and the client may believe that it matters, so that it is
   *     named where it is left out; {@link Seal#NONE} if nobody signed it and leaving it out is
   *     what everybody expects
   */
  record Reasoning(String path, String text, Optional<Seal> seal) implements Part {}

  /** A model's words that say that it will not answer. Only in responses. */
  record Refusal(String path, String text) implements Part {}
}
