package com.plurence.gateway.dialect.error;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands in place of a response and is no error object of any dialect. */
public final class RefusalWords {
  private static final int MOST_READ = 16 * 1024;
  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]{0,200}>([^<]{1,500})");
  private static final Pattern TAG = Pattern.compile("<[^>]{0,2000}>");

  private RefusalWords() {}

  /** The words of {@code body}, be it a page or text. */
  public static Refusal read(Buffer body) {
    String text =
        body.getString(0, Math.min(body.length(), MOST_READ), StandardCharsets.UTF_8.name())
            .strip();
    boolean page = text.startsWith("<");
    return new Refusal(Optional.empty(), page, ClientText.of(page ? ofPage(text) : text));
  }

  private static String ofPage(String page) {
    Matcher title = TITLE.matcher(page);
    return title.find() ? title.group(1) : TAG.matcher(page).replaceAll(" ");
  }
}
