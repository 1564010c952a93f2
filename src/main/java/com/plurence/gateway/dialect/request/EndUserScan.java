package com.plurence.gateway.dialect.request;

import static com.plurence.gateway.json.Member.optional;

import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonScanner;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;
import com.plurence.gateway.json.ShapeWalk;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks in the body of a request for whom the application asks: in the words of any dialect, and
 * whatever else may be wrong with it. For one request and one thread.
 */
public final class EndUserScan implements ShapeWalk.Findings {
  private static final int LONGEST = 128;

  /** No character takes more than four bytes, and none more than two places of a text. */
  private static final Shape TEXT = Shape.any().withText(4 * LONGEST);

  private static final Member SAFETY_IDENTIFIER = optional("safety_identifier", TEXT);
  private static final Member USER = optional("user", TEXT);
  private static final Member USER_ID = optional("user_id", TEXT);
  private static final Shape REQUEST =
      Shape.any().with(SAFETY_IDENTIFIER, USER, optional("metadata", Shape.any().with(USER_ID)));

  private final JsonScanner scanner;
  private @Nullable String safetyIdentifier;
  private @Nullable String user;
  private @Nullable String userId;

  /**
   * @param maxDepth levels of nesting that a body may have
   */
  public EndUserScan(int maxDepth) {
    scanner = new JsonScanner(new ShapeWalk(REQUEST, 0, this), maxDepth);
  }

  /** The next piece of the body. */
  public void feed(Buffer piece) {
    scanner.feed(piece);
  }

  /** The user, of at most 128 characters; empty: nobody said. */
  public Optional<String> endUser() {
    return Optional.ofNullable(safetyIdentifier)
        .or(() -> Optional.ofNullable(user))
        .or(() -> Optional.ofNullable(userId))
        .map(EndUserScan::cut);
  }

  /** Not between the halves of a character. */
  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean halved = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, halved ? LONGEST - 1 : LONGEST);
  }

  @Override
  public void member(Member member, JsonValue value) {
    if (value.kind() != JsonKind.STRING || value.empty()) {
      return;
    }
    if (member == SAFETY_IDENTIFIER) {
      safetyIdentifier = value.text().toString();
    } else if (member == USER) {
      user = value.text().toString();
    } else if (member == USER_ID) {
      userId = value.text().toString();
    }
  }
}
