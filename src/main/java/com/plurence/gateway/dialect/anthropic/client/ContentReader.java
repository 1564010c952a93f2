package com.plurence.gateway.dialect.anthropic.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.vocabulary.CacheMark;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads content: a string, or an array of blocks. */
final class ContentReader {
  /** The name under which all marks are dropped together. */
  static final String CACHE_CONTROL = "cache_control";

  private final Place place;
  private final Findings findings;

  ContentReader(Place place, Findings findings) {
    this.place = place;
    this.findings = findings;
  }

  /** The parts that the member says, which must be there. */
  List<Part> read(RequestObject object, String member) {
    Optional<RequestField<JsonNode>> content = object.any(member);
    if (content.isEmpty()) {
      findings.wrong(object.path(member), "must be a string or an array");
      return List.of();
    }
    return read(content.get());
  }

  /** The parts that {@code content} says. */
  List<Part> read(RequestField<JsonNode> content) {
    if (content.value().isTextual()) {
      return List.of(Part.Text.of(content.path(), content.value().textValue()));
    }
    if (!content.value().isArray()) {
      findings.wrong(content.path(), "must be a string or an array");
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    for (RequestField<JsonNode> element : RequestObject.elements(content)) {
      RequestObject.object(element, findings).ifPresent(block -> parts.addAll(block(block)));
    }
    return parts;
  }

  private List<Part> block(RequestObject block) {
    Optional<RequestField<String>> type = block.requiredString("type");
    if (type.isEmpty()) {
      return List.of();
    }
    List<Part> parts = block(type.get().value(), block);
    if (!place.takes(type.get().value())) {
      findings.refused(type.get().path());
    }
    return parts;
  }

  private List<Part> block(String type, RequestObject block) {
    return switch (type) {
      case "text" ->
          block
              .requiredString("text")
              .<Part>map(text -> new Part.Text(text.path(), text.value(), mark(block)))
              .stream()
              .toList();
      case "image" -> MediaBlocks.image(block, mark(block), findings);
      case "document" -> MediaBlocks.document(block, mark(block), findings);
      case "search_result" -> MediaBlocks.searchResult(block, mark(block), findings);
      case "tool_use" -> call(block);
      case "tool_result" -> result(block);
      case "thinking" -> thought(block);
      case "redacted_thinking" -> redactedThought(block);
      default -> List.of(); // refused by whoever asks
    };
  }

  /** The mark of a block or a tool. */
  static Optional<CacheMark> mark(RequestObject block) {
    return block.object(CACHE_CONTROL).map(control -> new CacheMark(CACHE_CONTROL, control.node()));
  }

  private List<Part> call(RequestObject block) {
    mark(block).ifPresent(mark -> findings.dropped(mark.path()));
    Optional<RequestField<String>> id = block.requiredString("id");
    Optional<RequestField<String>> name = block.requiredString("name");
    Optional<RequestObject> input = block.requiredObject("input");
    if (id.isEmpty() || name.isEmpty() || input.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Part.Call(
            id.get().path(),
            id.get().value(),
            name.get().value(),
            input.get().node(),
            Optional.empty()));
  }

  private List<Part> result(RequestObject block) {
    Optional<RequestField<String>> id = block.requiredString("tool_use_id");
    List<Part> parts =
        block
            .any("content")
            .map(content -> new ContentReader(Place.RESULT, findings).read(content))
            .orElse(List.of());
    boolean isError = block.bool("is_error").map(RequestField::value).orElse(false);
    return id
        .<Part>map(
            of ->
                new Part.Result(
                    of.path(), of.value(), Optional.empty(), parts, isError, mark(block)))
        .stream()
        .toList();
  }

  private List<Part> thought(RequestObject block) {
    Optional<RequestField<String>> words = block.requiredString("thinking");
    String signature = block.string("signature").map(RequestField::value).orElse("");
    Seal seal =
        signature.isBlank()
            ? Seal.NONE
            : Seal.in(signature).orElseGet(() -> new Seal(Seal.Kind.ANTHROPIC, signature));
    return words
        .<Part>map(said -> new Part.Reasoning(said.path(), said.value(), Optional.of(seal)))
        .stream()
        .toList();
  }

  private static List<Part> redactedThought(RequestObject block) {
    return block
        .requiredString("data")
        .<Part>map(
            data ->
                new Part.Reasoning(
                    data.path(),
                    "",
                    Seal.in(data.value())
                        .or(
                            () ->
                                Optional.of(new Seal(Seal.Kind.ANTHROPIC_REDACTED, data.value())))))
        .stream()
        .toList();
  }
}
