package com.plurence.gateway.dialect.google.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.MediaKind;
import com.plurence.gateway.dialect.vocabulary.MediaSource;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Writes images, documents and sound. */
final class MediaParts {
  private MediaParts() {}

  /** The part for {@code media}; empty if there is none, which is written down. */
  static Optional<ObjectNode> of(Part.Media media, Findings findings) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    MediaSource source = media.source();
    if (source instanceof MediaSource.Data data) {
      inline(part, data.mimeType(), data.base64());
    } else if (source instanceof MediaSource.PlainText plain) {
      byte[] text = plain.text().getBytes(UTF_8);
      inline(part, "text/plain", Base64.getEncoder().encodeToString(text));
    } else if (source instanceof MediaSource.Url url) {
      if (media.kind() == MediaKind.AUDIO || !isHttps(url.url())) {
        findings.refused(media.path());
        return Optional.empty();
      }
      part.putObject("fileData")
          .put("mimeType", mimeType(media.kind(), url.url()))
          .put("fileUri", url.url());
    }
    return Optional.of(part);
  }

  private static void inline(ObjectNode part, String mimeType, String base64) {
    part.putObject("inlineData").put("mimeType", mimeType).put("data", base64);
  }

  private static boolean isHttps(String url) {
    return url.regionMatches(true, 0, "https://", 0, 8);
  }

  /** Nobody here fetches it, so only its name can tell. */
  private static String mimeType(MediaKind kind, String url) {
    if (kind == MediaKind.DOCUMENT) {
      return "application/pdf";
    }
    return switch (ending(url)) {
      case "png" -> "image/png";
      case "webp" -> "image/webp";
      case "gif" -> "image/gif";
      case "heic" -> "image/heic";
      case "heif" -> "image/heif";
      case "avif" -> "image/avif";
      case "bmp" -> "image/bmp";
      case "tif", "tiff" -> "image/tiff";
      case "svg" -> "image/svg+xml";
      default -> "image/jpeg";
    };
  }

  /** What follows the last dot of the path, in lower case. */
  private static String ending(String url) {
    int end = 0;
    while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
      end++;
    }
    String path = url.substring(0, end);
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
