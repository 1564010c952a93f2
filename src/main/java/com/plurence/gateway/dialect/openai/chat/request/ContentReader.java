package com.plurence.gateway.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.openai.request.MediaFields;
import com.plurence.gateway.dialect.vocabulary.CacheMark;
import com.plurence.gateway.dialect.vocabulary.MediaKind;
import com.plurence.gateway.dialect.vocabulary.MediaSource;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the field {@code content} of messages: a text, or parts of several kinds. */
final class ContentReader {
  private static final String CONTENT = "content";

  private final Findings findings;

  ContentReader(Findings findings) {
    this.findings = findings;
  }

  /** The parts of a message that must have some. */
  List<Part> required(RequestObject message) {
    if (!message.has(CONTENT)) {
      findings.wrong(message.path(CONTENT), "must be a string or an array");
    }
    return optional(message);
  }

  /** The parts of a message; text and media alone. */
  List<Part> optional(RequestObject message) {
    return message.any(CONTENT).map(this::parts).orElse(List.of());
  }

  private List<Part> parts(RequestField<JsonNode> content) {
    List<Part> parts = new ArrayList<>();
    if (content.value().isTextual()) {
      parts.add(Part.Text.of(content.path(), content.value().textValue()));
    } else if (content.value().isArray()) {
      for (RequestField<JsonNode> element : RequestObject.elements(content)) {
        RequestObject.object(element, findings).flatMap(this::part).ifPresent(parts::add);
      }
    } else {
      findings.wrong(content.path(), "must be a string or an array");
    }
    return parts;
  }

  private Optional<? extends Part> part(RequestObject part) {
    Optional<RequestField<String>> type = part.requiredString("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<CacheMark> mark = CacheMarks.of(part);
    return switch (type.get().value()) {
      case "text" -> text(part, "text", mark);
      case "refusal" -> text(part, "refusal", mark);
      case "image_url" ->
          part.requiredObject("image_url")
              .flatMap(image -> image.requiredString("url"))
              .flatMap(url -> MediaFields.image(url, mark, findings));
      case "input_audio" ->
          part.requiredObject("input_audio")
              .flatMap(sound -> audio(type.get().path(), sound, mark));
      case "file" -> part.requiredObject("file").flatMap(file -> file(file, mark));
      default -> {
        findings.refused(type.get().path());
        yield Optional.empty();
      }
    };
  }

  private static Optional<Part.Text> text(
      RequestObject part, String member, Optional<CacheMark> mark) {
    return part.requiredString(member).map(text -> new Part.Text(text.path(), text.value(), mark));
  }

  private static Optional<Part.Media> audio(
      String path, RequestObject sound, Optional<CacheMark> mark) {
    Optional<RequestField<String>> data = sound.requiredString("data");
    Optional<RequestField<String>> format = sound.requiredString("format");
    if (data.isEmpty() || format.isEmpty()) {
      return Optional.empty();
    }
    String mimeType = "audio/" + format.get().value().toLowerCase(Locale.ROOT);
    return Optional.of(
        new Part.Media(
            path,
            MediaKind.AUDIO,
            new MediaSource.Data(mimeType, data.get().value()),
            Optional.empty(),
            mark));
  }

  private Optional<Part.Media> file(RequestObject file, Optional<CacheMark> mark) {
    if (file.has("file_id")) {
      findings.refused(file.path("file_id"));
      return Optional.empty();
    }
    Optional<String> name = file.string("filename").map(RequestField::value);
    return file.requiredString("file_data")
        .flatMap(data -> MediaFields.file(data, name, mark, findings));
  }
}
