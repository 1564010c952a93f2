package com.plurence.gateway.dialect.anthropic.client;

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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads blocks of images, documents and search results. */
final class MediaBlocks {
  private static final String PDF = "application/pdf";

  private MediaBlocks() {}

  /** An image; none if it can't be read, which is written down. */
  static List<Part> image(RequestObject block, Optional<CacheMark> mark, Findings findings) {
    return media(block, MediaKind.IMAGE, Optional.empty(), mark, findings);
  }

  /** A document, and before it what the client says of it; one of words and images is parts. */
  static List<Part> document(RequestObject block, Optional<CacheMark> mark, Findings findings) {
    Optional<String> title = block.string("title").map(RequestField::value);
    Optional<RequestField<String>> context = block.string("context");
    block
        .object("citations")
        .flatMap(citations -> citations.bool("enabled"))
        .filter(RequestField::value)
        .ifPresent(enabled -> findings.dropped("citations"));
    List<Part> parts = new ArrayList<>();
    context.ifPresent(words -> parts.add(Part.Text.of(words.path(), words.value())));
    parts.addAll(media(block, MediaKind.DOCUMENT, title, mark, findings));
    return parts;
  }

  private static List<Part> media(
      RequestObject block,
      MediaKind kind,
      Optional<String> title,
      Optional<CacheMark> mark,
      Findings findings) {
    Optional<RequestObject> source = block.requiredObject("source");
    Optional<RequestField<String>> type = source.flatMap(there -> there.requiredString("type"));
    if (source.isEmpty() || type.isEmpty()) {
      return List.of();
    }
    boolean document = kind == MediaKind.DOCUMENT;
    return switch (type.get().value()) {
      case "base64" -> data(source.get(), kind, title, mark);
      case "url" ->
          part(source.get().requiredString("url"), MediaSource.Url::new, kind, title, mark);
      case "file" -> {
        findings.refused(source.get().path("file_id"));
        yield List.of();
      }
      case "text" ->
          document
              ? part(
                  source.get().requiredString("data"),
                  MediaSource.PlainText::new,
                  kind,
                  title,
                  mark)
              : refused(type.get(), findings);
      case "content" ->
          document ? words(source.get(), title, mark, findings) : refused(type.get(), findings);
      default -> refused(type.get(), findings);
    };
  }

  private static List<Part> refused(RequestField<?> field, Findings findings) {
    findings.refused(field.path());
    return List.of();
  }

  private static List<Part> part(
      Optional<RequestField<String>> field,
      Function<String, MediaSource> source,
      MediaKind kind,
      Optional<String> title,
      Optional<CacheMark> mark) {
    return field
        .<Part>map(
            there -> new Part.Media(there.path(), kind, source.apply(there.value()), title, mark))
        .stream()
        .toList();
  }

  private static List<Part> data(
      RequestObject source, MediaKind kind, Optional<String> title, Optional<CacheMark> mark) {
    Optional<RequestField<String>> mimeType = source.requiredString("media_type");
    Optional<RequestField<String>> data = source.requiredString("data");
    if (mimeType.isEmpty() || data.isEmpty()) {
      return List.of();
    }
    String type = withoutParameters(mimeType.get().value());
    return List.of(
        new Part.Media(
            mimeType.get().path(),
            type.equals(PDF) ? MediaKind.DOCUMENT : kind,
            new MediaSource.Data(type, data.get().value()),
            title,
            mark));
  }

  private static String withoutParameters(String mimeType) {
    int parameters = mimeType.indexOf(';');
    String type = parameters < 0 ? mimeType : mimeType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  /** A document that the client has cut into blocks. */
  private static List<Part> words(
      RequestObject source, Optional<String> title, Optional<CacheMark> mark, Findings findings) {
    List<Part> parts = inner(source, findings);
    List<Part> all = new ArrayList<>();
    all.add(new Part.Text(source.path("content"), lines(title.stream(), parts), mark));
    parts.stream().filter(part -> !(part instanceof Part.Text)).forEach(all::add);
    return all;
  }

  /** A search result as text: its title, where it was found, and what stands there. */
  static List<Part> searchResult(RequestObject block, Optional<CacheMark> mark, Findings findings) {
    Optional<String> title = block.requiredString("title").map(RequestField::value);
    Optional<String> source = block.requiredString("source").map(RequestField::value);
    List<Part> parts = inner(block, findings);
    String text = lines(Stream.concat(title.stream(), source.stream()), parts);
    return List.of(new Part.Text(block.path("type"), text, mark));
  }

  /** Parts that are joined into one, so that marks between them are lost. */
  private static List<Part> inner(RequestObject object, Findings findings) {
    List<Part> parts = new ContentReader(Place.RESULT, findings).read(object, "content");
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        text.cacheMark().ifPresent(mark -> findings.dropped(mark.path()));
      }
    }
    return parts;
  }

  private static String lines(Stream<String> before, List<Part> parts) {
    Stream<String> texts =
        parts.stream().filter(Part.Text.class::isInstance).map(part -> ((Part.Text) part).text());
    return Stream.concat(before, texts).collect(Collectors.joining("\n"));
  }
}
