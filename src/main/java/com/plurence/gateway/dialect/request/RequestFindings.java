package com.plurence.gateway.dialect.request;

import com.plurence.gateway.dialect.InputSize;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.ShapeWalk;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes what matters of a request while it is walked: here what every dialect has, the rest in its
 * subclass. For one thread and one request.
 */
public abstract class RequestFindings implements ShapeWalk.Findings {
  private final List<FieldError> violations = new ArrayList<>(0);
  private ModelName model = ModelName.NONE;
  private boolean stream;
  private long inputBytes;
  private long rootFrom;
  private boolean isNull;

  /**
   * The request, once the whole body was walked and nothing is wrong with it.
   *
   * @param size of its input
   */
  protected abstract ScannedRequest request(InputSize size);

  /** The value of a member that not every dialect has. */
  protected abstract void other(Member member, JsonValue value);

  /** Counts the bytes of a value that the model reads. */
  protected final void countInput(JsonValue value) {
    inputBytes += value.to() - value.from();
  }

  /** The model's name, and where it stands. */
  public final ModelName model() {
    return model;
  }

  /** Whether the client asked for an event stream. */
  public final boolean stream() {
    return stream;
  }

  /** Bytes of the values that the model reads. */
  public final long inputBytes() {
    return inputBytes;
  }

  /** Offset of the first byte of the document. */
  public final long rootFrom() {
    return rootFrom;
  }

  final boolean isNull() {
    return isNull;
  }

  final List<FieldError> violations() {
    return violations;
  }

  @Override
  public final void member(Member member, JsonValue value) {
    if (member == CommonMembers.MODEL) {
      model = new ModelName(value.text().toString(), value.from(), value.to());
    } else if (member == CommonMembers.STREAM) {
      stream = value.kind() == JsonKind.TRUE;
    } else {
      other(member, value);
    }
  }

  @Override
  public final void root(JsonValue value) {
    rootFrom = value.from();
    isNull = value.kind() == JsonKind.NULL;
  }

  @Override
  public final void violation(String path, String message) {
    violations.add(new FieldError(path, message));
  }
}
