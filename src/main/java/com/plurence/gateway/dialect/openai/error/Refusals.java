package com.plurence.gateway.dialect.openai.error;

import com.plurence.gateway.dialect.error.ClientText;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.error.Refusal;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads bodies that are no responses: error objects, web pages, and whatever else there is. */
public final class Refusals {
  private static final int MOST_READ = 16 * 1024;
  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]{0,200}>([^<]{1,500})");
  private static final Pattern TAG = Pattern.compile("<[^>]{0,2000}>");

  private Refusals() {}

  /** What {@code body}, of at most some ten thousand bytes, says. */
  public static Refusal read(Buffer body) {
    Optional<ProviderError> error = ErrorBodies.read(body);
    if (error.isPresent()) {
      return new Refusal(error, false, error.get().clientMessage());
    }
    String text =
        body.getString(0, Math.min(body.length(), MOST_READ), StandardCharsets.UTF_8.name())
            .strip();
    boolean page = text.startsWith("<");
    return new Refusal(error, page, ClientText.of(page ? words(text) : text));
  }

  private static String words(String page) {
    Matcher title = TITLE.matcher(page);
    return title.find() ? title.group(1) : TAG.matcher(page).replaceAll(" ");
  }
}
