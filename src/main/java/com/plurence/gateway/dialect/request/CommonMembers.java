package com.plurence.gateway.dialect.request;

import static com.plurence.gateway.json.JsonKind.ARRAY;
import static com.plurence.gateway.json.JsonKind.FALSE;
import static com.plurence.gateway.json.JsonKind.NUMBER;
import static com.plurence.gateway.json.JsonKind.OBJECT;
import static com.plurence.gateway.json.JsonKind.STRING;
import static com.plurence.gateway.json.JsonKind.TRUE;
import static com.plurence.gateway.json.Member.optional;
import static com.plurence.gateway.json.Member.required;

import com.plurence.gateway.json.JsonText;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The members of requests that every dialect has, and the kinds of values that members have. A
 * whole number may be written as {@code 5}, {@code 5.0} or {@code 5e0}: JSON knows no difference,
 * and the bytes go on as they are.
 */
public final class CommonMembers {
  private static final int MODEL_LENGTH = 256;

  public static final Shape BOOLEAN = Shape.of("must be a boolean", TRUE, FALSE);
  public static final Shape ANY_STRING = Shape.of("must be a string", STRING);
  public static final Shape ANY_OBJECT = Shape.of("must be an object", OBJECT);
  public static final Shape ANY_ARRAY = Shape.of("must be an array", ARRAY);
  public static final Shape INTEGER =
      Shape.of("must be an integer", NUMBER)
          .where(number -> number.text().isIntegral() ? null : "must be an integer");

  public static final Member MODEL =
      required(
          "model",
          ANY_STRING.filled().withText(4 * MODEL_LENGTH + 1).where(value -> tooLong(value.text())));
  public static final Member STREAM = optional("stream", BOOLEAN);

  private CommonMembers() {}

  private static @Nullable String tooLong(JsonText model) {
    boolean fits = !model.cut() && model.toString().length() <= MODEL_LENGTH;
    return fits ? null : "must not be longer than " + MODEL_LENGTH + " characters";
  }
}
