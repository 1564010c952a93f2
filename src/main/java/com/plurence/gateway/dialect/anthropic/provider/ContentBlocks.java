package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.CacheMark;
import com.plurence.gateway.dialect.vocabulary.MediaKind;
import com.plurence.gateway.dialect.vocabulary.MediaSource;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parts of turns as content blocks. Parts that Anthropic does not take are refused. */
final class ContentBlocks {
  private static final Set<String> IMAGES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
  private static final Map<String, String> USUAL_NAMES = Map.of("image/jpg", "image/jpeg");
  private static final String PDF = "application/pdf";
  private static final String HTTPS = "https://";

  private final ToolNames names;
  private final Findings findings;

  ContentBlocks(ToolNames names, Findings findings) {
    this.names = names;
    this.findings = findings;
  }

  /** Adds a block for each of {@code parts} that has one. */
  void add(ArrayNode blocks, List<? extends Part> parts) {
    for (Part part : parts) {
      of(part).ifPresent(blocks::add);
    }
  }

  private Optional<ObjectNode> of(Part part) {
    if (part instanceof Part.Text text) {
      return Optional.of(text(text.text(), text.cacheMark()));
    }
    if (part instanceof Part.Media media) {
      return media(media);
    }
    if (part instanceof Part.Call call) {
      return Optional.of(call(call));
    }
    if (part instanceof Part.Result result) {
      return Optional.of(result(result));
    }
    return part instanceof Part.Reasoning thought ? thought(thought) : Optional.empty();
  }

  /** Words. */
  static ObjectNode text(String words, Optional<CacheMark> mark) {
    return marked(block("text").put("text", words), mark);
  }

  private static ObjectNode block(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  /** The same block, with the mark if there is one. */
  static ObjectNode marked(ObjectNode block, Optional<CacheMark> mark) {
    mark.ifPresent(there -> block.set("cache_control", there.control()));
    return block;
  }

  private Optional<ObjectNode> media(Part.Media media) {
    Optional<ObjectNode> source =
        media.kind() == MediaKind.AUDIO ? Optional.empty() : source(media);
    if (source.isEmpty()) {
      findings.refused(media.path());
      return Optional.empty();
    }
    ObjectNode block = block(media.kind() == MediaKind.IMAGE ? "image" : "document");
    block.set("source", source.get());
    if (media.kind() == MediaKind.DOCUMENT) {
      media.title().ifPresent(title -> block.put("title", title));
    }
    return Optional.of(marked(block, media.cacheMark()));
  }

  private static Optional<ObjectNode> source(Part.Media media) {
    if (media.source() instanceof MediaSource.Url there) {
      return there.url().regionMatches(true, 0, HTTPS, 0, HTTPS.length())
          ? Optional.of(block("url").put("url", there.url()))
          : Optional.empty();
    }
    if (media.source() instanceof MediaSource.PlainText plain) {
      return Optional.of(block("text").put("media_type", "text/plain").put("data", plain.text()));
    }
    MediaSource.Data data = (MediaSource.Data) media.source();
    String type = USUAL_NAMES.getOrDefault(data.mimeType(), data.mimeType());
    boolean taken = media.kind() == MediaKind.IMAGE ? IMAGES.contains(type) : type.equals(PDF);
    return taken
        ? Optional.of(block("base64").put("media_type", type).put("data", data.base64()))
        : Optional.empty();
  }

  private ObjectNode call(Part.Call call) {
    ObjectNode block = block("tool_use").put("id", id(call.id()));
    block.put("name", names.toProvider(call.name()));
    block.set("input", call.arguments());
    return block;
  }

  private ObjectNode result(Part.Result result) {
    ObjectNode block = block("tool_result").put("tool_use_id", id(result.id()));
    ArrayNode content = JsonNodeFactory.instance.arrayNode();
    add(content, result.parts().stream().filter(part -> !isBlank(part)).toList());
    if (!content.isEmpty()) {
      block.set("content", content);
    }
    if (result.isError()) {
      block.put("is_error", true);
    }
    return marked(block, result.cacheMark());
  }

  /** Whether the part is text of nothing but white space, which Anthropic refuses. */
  static boolean isBlank(Part part) {
    return part instanceof Part.Text text && text.text().isBlank();
  }

  private static Optional<ObjectNode> thought(Part.Reasoning thought) {
    return thought
        .seal()
        .map(
            seal ->
                switch (seal.kind()) {
                  case ANTHROPIC ->
                      block("thinking")
                          .put("thinking", thought.text())
                          .put("signature", seal.value());
                  case ANTHROPIC_REDACTED -> block("redacted_thinking").put("data", seal.value());
                  case GOOGLE, NOBODY -> null;
                });
  }

  /** Whether the thought is signed by Anthropic, which takes no others. */
  static boolean isSigned(Part.Reasoning thought) {
    return thought.seal().map(Seal::kind).filter(ContentBlocks::isOurs).isPresent();
  }

  private static boolean isOurs(Seal.Kind kind) {
    return kind == Seal.Kind.ANTHROPIC || kind == Seal.Kind.ANTHROPIC_REDACTED;
  }

  /** The id with nothing in it but what Anthropic takes. */
  private static String id(String id) {
    StringBuilder allowed = new StringBuilder(id);
    for (int i = 0; i < id.length(); i++) {
      if (!isAllowed(id.charAt(i))) {
        allowed.setCharAt(i, '_');
      }
    }
    return allowed.toString();
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
