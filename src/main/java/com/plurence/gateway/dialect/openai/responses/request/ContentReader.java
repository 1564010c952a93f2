package com.plurence.gateway.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.plurence.gateway.dialect.openai.request.MediaFields;
import com.plurence.gateway.dialect.vocabulary.CacheMark;
import com.plurence.gateway.dialect.vocabulary.MediaKind;
import com.plurence.gateway.dialect.vocabulary.MediaSource;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what items hold: words, images, files and sound, and thoughts. */
final class ContentReader {
  private final Findings findings;

  ContentReader(Findings findings) {
    this.findings = findings;
  }

  /** The parts of a member that must be there, as one string or as an array. */
  List<Part> required(RequestObject item, String member) {
    Optional<RequestField<JsonNode>> content = item.any(member);
    if (content.isEmpty()) {
      findings.wrong(item.path(member), "must be a string or an array");
      return List.of();
    }
    JsonNode value = content.get().value();
    if (value.isTextual()) {
      return List.of(Part.Text.of(content.get().path(), value.textValue()));
    }
    if (!value.isArray()) {
      findings.wrong(content.get().path(), "must be a string or an array");
      return List.of();
    }
    List<Part> parts = new ArrayList<>();
    for (RequestField<JsonNode> element : RequestObject.elements(content.get())) {
      RequestObject.object(element, findings).flatMap(this::part).ifPresent(parts::add);
    }
    return parts;
  }

  private Optional<? extends Part> part(RequestObject part) {
    Optional<RequestField<String>> type = part.requiredString("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get().value()) {
      case "input_text", "output_text" -> text(part, "text");
      case "refusal" -> text(part, "refusal");
      case "input_image" -> image(part);
      case "input_file" -> file(part);
      case "input_audio" -> audio(part, type.get().path());
      default -> refused(type.get().path());
    };
  }

  private Optional<Part> refused(String path) {
    findings.refused(path);
    return Optional.empty();
  }

  private static Optional<Part> text(RequestObject part, String member) {
    return part.requiredString(member)
        .map(words -> new Part.Text(words.path(), words.value(), mark(part)));
  }

  private Optional<? extends Part> image(RequestObject part) {
    if (part.has("file_id")) {
      return refused(part.path("file_id"));
    }
    return part.requiredString("image_url")
        .flatMap(url -> MediaFields.image(url, mark(part), findings));
  }

  private Optional<? extends Part> file(RequestObject part) {
    if (part.has("file_id")) {
      return refused(part.path("file_id"));
    }
    Optional<String> name = part.string("filename").map(RequestField::value);
    if (part.has("file_url")) {
      return part.string("file_url").map(url -> MediaFields.fileAt(url, name, mark(part)));
    }
    return part.requiredString("file_data")
        .flatMap(data -> MediaFields.file(data, name, mark(part), findings));
  }

  private static Optional<Part> audio(RequestObject part, String path) {
    if (!part.has("input_audio")) {
      part.findings().wrong(part.path("input_audio"), "must be an object");
    }
    return part.object("input_audio").flatMap(audio -> audio(part, audio, path));
  }

  private static Optional<Part> audio(RequestObject part, RequestObject audio, String path) {
    Optional<RequestField<String>> data = audio.requiredString("data");
    Optional<RequestField<String>> format = audio.requiredString("format");
    return data.flatMap(
        bytes ->
            format.map(
                kind -> {
                  String type = "audio/" + kind.value().toLowerCase(Locale.ROOT);
                  MediaSource source = new MediaSource.Data(type, bytes.value());
                  return new Part.Media(
                      path, MediaKind.AUDIO, source, Optional.empty(), mark(part));
                }));
  }

  private static Optional<CacheMark> mark(RequestObject part) {
    return part.any("prompt_cache_breakpoint")
        .map(
            field ->
                new CacheMark(
                    field.path(), JsonNodeFactory.instance.objectNode().put("type", "ephemeral")));
  }

  /**
   * A thought, which goes back to whoever sealed it. What others sealed is as good as nothing, and
   * nobody misses a thought that was not sealed.
   */
  Part thought(RequestObject item) {
    List<String> summary = words(item, "summary");
    List<String> text = summary.isEmpty() ? words(item, "content") : summary;
    Seal seal =
        item.string("encrypted_content").flatMap(found -> Seal.in(found.value())).orElse(Seal.NONE);
    return new Part.Reasoning(item.path(), String.join("\n\n", text), Optional.of(seal));
  }

  private static List<String> words(RequestObject item, String member) {
    List<String> words = new ArrayList<>();
    for (RequestObject part : item.objects(member)) {
      part.requiredString("text").ifPresent(text -> words.add(text.value()));
    }
    return words;
  }
}
