package com.plurence.gateway.dialect.openai.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.plurence.gateway.dialect.vocabulary.CacheMark;
import com.plurence.gateway.dialect.vocabulary.MediaKind;
import com.plurence.gateway.dialect.vocabulary.MediaSource;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Images and files as clients of the OpenAI API send them, in chats as in Responses: at a URL, or
 * in a data URI. Of something that can't be read nothing comes but a finding.
 */
public final class MediaFields {
  private static final String SCHEME = "data:";
  private static final String PDF = "application/pdf";
  private static final String TEXT = "text/plain";
  private static final String IN_BASE64 = ";base64";
  private static final String BROKEN = "must be a data URI in base64";

  private MediaFields() {}

  /** An image at a URL, which may be a data URI. */
  public static Optional<Part.Media> image(
      RequestField<String> url, Optional<CacheMark> mark, Findings findings) {
    if (!isData(url.value())) {
      MediaSource there = new MediaSource.Url(url.value());
      return Optional.of(
          new Part.Media(url.path(), MediaKind.IMAGE, there, Optional.empty(), mark));
    }
    return source(url, findings)
        .map(
            source ->
                new Part.Media(
                    url.path(), kind(source, MediaKind.IMAGE), source, Optional.empty(), mark));
  }

  /**
   * A file.
   *
   * @param data a data URI, or bare base64 of a PDF or, by the file's name, of a text
   */
  public static Optional<Part.Media> file(
      RequestField<String> data,
      Optional<String> name,
      Optional<CacheMark> mark,
      Findings findings) {
    RequestField<String> uri =
        isData(data.value())
            ? data
            : new RequestField<>(
                data.path(), SCHEME + typeOf(name.orElse("")) + IN_BASE64 + "," + data.value());
    return source(uri, findings)
        .map(
            source ->
                new Part.Media(data.path(), kind(source, MediaKind.DOCUMENT), source, name, mark));
  }

  /** A file that is somewhere else. */
  public static Part.Media fileAt(
      RequestField<String> url, Optional<String> name, Optional<CacheMark> mark) {
    MediaSource there = new MediaSource.Url(url.value());
    return new Part.Media(url.path(), MediaKind.DOCUMENT, there, name, mark);
  }

  private static boolean isData(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  private static String typeOf(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".txt")) {
      return TEXT;
    }
    return name.endsWith(".pdf") || name.indexOf('.') < 0 ? PDF : "application/octet-stream";
  }

  private static MediaKind kind(MediaSource source, MediaKind expected) {
    if (source instanceof MediaSource.Data data) {
      if (data.mimeType().equals(PDF)) {
        return MediaKind.DOCUMENT;
      }
      return data.mimeType().startsWith("image/") ? MediaKind.IMAGE : expected;
    }
    return MediaKind.DOCUMENT;
  }

  private static Optional<MediaSource> source(RequestField<String> uri, Findings findings) {
    String text = uri.value();
    int comma = text.indexOf(',');
    if (comma < 0) {
      findings.wrong(uri.path(), BROKEN);
      return Optional.empty();
    }
    String head = text.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT);
    int parameters = head.indexOf(';');
    String given = (parameters < 0 ? head : head.substring(0, parameters)).strip();
    String type = given.isEmpty() ? TEXT : given;
    String content = text.substring(comma + 1);
    boolean base64 = head.endsWith(IN_BASE64);
    if (base64 && !type.equals(TEXT)) {
      return Optional.of(new MediaSource.Data(type, content));
    }
    try {
      if (base64) {
        byte[] decoded = Base64.getMimeDecoder().decode(content);
        return Optional.of(new MediaSource.PlainText(new String(decoded, UTF_8)));
      }
      if (type.equals(TEXT)) {
        String escaped = content.replace("+", "%2B"); // this decoder would make it a blank
        return Optional.of(new MediaSource.PlainText(URLDecoder.decode(escaped, UTF_8)));
      }
    } catch (IllegalArgumentException broken) {
      // Said below: what is wrong with it names no content.
    }
    findings.wrong(uri.path(), BROKEN);
    return Optional.empty();
  }
}
