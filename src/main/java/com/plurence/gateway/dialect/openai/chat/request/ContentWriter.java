package com.plurence.gateway.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.plurence.gateway.dialect.vocabulary.MediaKind;
import com.plurence.gateway.dialect.vocabulary.MediaSource;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Writes the content of messages. */
final class ContentWriter {
  private static final String PDF = "application/pdf";

  private final Findings findings;

  ContentWriter(Findings findings) {
    this.findings = findings;
  }

  /** Whether the part is words here, although it may have come as a file. */
  static boolean isText(Part part) {
    return part instanceof Part.Text
        || (part instanceof Part.Media media && media.source() instanceof MediaSource.PlainText);
  }

  /** The words of parts that are text. */
  String text(List<? extends Part> parts, String between) {
    StringJoiner joined = new StringJoiner(between);
    for (Part part : parts) {
      if (part instanceof Part.Text words) {
        CacheMarks.drop(words.cacheMark(), findings);
        joined.add(words.text());
      } else if (part instanceof Part.Media media
          && media.source() instanceof MediaSource.PlainText file) {
        CacheMarks.drop(media.cacheMark(), findings);
        joined.add(words(media, file));
      } else {
        findings.refused(part.path());
      }
    }
    return joined.toString();
  }

  private static String words(Part.Media media, MediaSource.PlainText file) {
    return media.title().map(title -> title + "\n\n" + file.text()).orElse(file.text());
  }

  /** Not every server takes parts, so one text alone is a string. */
  static JsonNode content(List<ObjectNode> parts) {
    if (parts.isEmpty()) {
      return TextNode.valueOf("");
    }
    JsonNode only = parts.get(0).path("text");
    if (parts.size() == 1 && only.isTextual()) {
      return only;
    }
    ArrayNode several = JsonNodeFactory.instance.arrayNode();
    parts.forEach(several::add);
    return several;
  }

  /** Parts as they are written, without those that can't be said. */
  List<ObjectNode> parts(List<Part> parts) {
    List<ObjectNode> written = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Text words) {
        CacheMarks.drop(words.cacheMark(), findings);
        written.add(text(words.text()));
      } else if (part instanceof Part.Media media) {
        CacheMarks.drop(media.cacheMark(), findings);
        media(media, written);
      } else {
        findings.refused(part.path());
      }
    }
    return written;
  }

  static ObjectNode text(String words) {
    return part("text").put("text", words);
  }

  private static ObjectNode part(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private void media(Part.Media media, List<ObjectNode> to) {
    if (media.source() instanceof MediaSource.PlainText file) {
      to.add(text(words(media, file)));
    } else if (media.source() instanceof MediaSource.Data data) {
      to.add(data(media, data));
    } else if (media.source() instanceof MediaSource.Url url && media.kind() == MediaKind.IMAGE) {
      to.add(image(url.url()));
    } else {
      findings.refused(media.path());
    }
  }

  private static ObjectNode data(Part.Media media, MediaSource.Data data) {
    return switch (media.kind()) {
      case IMAGE -> image(uri(data));
      case AUDIO -> audio(data);
      case DOCUMENT -> file(media, data);
    };
  }

  private static String uri(MediaSource.Data data) {
    return "data:" + data.mimeType() + ";base64," + data.base64();
  }

  private static ObjectNode image(String url) {
    ObjectNode part = part("image_url");
    part.putObject("image_url").put("url", url);
    return part;
  }

  private static ObjectNode audio(MediaSource.Data data) {
    ObjectNode part = part("input_audio");
    String format =
        switch (data.mimeType()) {
          case "audio/mpeg" -> "mp3";
          case "audio/x-wav", "audio/wave" -> "wav";
          default -> data.mimeType().substring(data.mimeType().indexOf('/') + 1);
        };
    part.putObject("input_audio").put("data", data.base64()).put("format", format);
    return part;
  }

  private static ObjectNode file(Part.Media media, MediaSource.Data data) {
    ObjectNode part = part("file");
    String name = data.mimeType().equals(PDF) ? "document.pdf" : "document";
    part.putObject("file").put("filename", media.title().orElse(name)).put("file_data", uri(data));
    return part;
  }
}
