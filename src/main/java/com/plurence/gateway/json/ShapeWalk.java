package com.plurence.gateway.json;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a document along a {@link Shape}: tells the values of the members that the shape names,
 * and where the document departs from it. Used by one thread at a time.
 */
public final class ShapeWalk implements JsonListener {
  /** Of frames that were not begun yet, one for them all. */
  private static final Shape UNREAD = Shape.any();

  private final Shape root;
  private final Findings findings;
  private Frame[] frames = {new Frame(), new Frame(), new Frame(), new Frame()};
  private final int mostViolations;
  private int violations;
  private int depth;

  /** What a walk finds. Views end with the call. */
  public interface Findings {
    /** The value of a member, right or wrong; an object's or array's comes after what is in it. */
    void member(Member member, JsonValue value);

    /** The whole document, right or wrong. */
    default void root(JsonValue value) {}

    /** An object ends in which members were looked at. */
    default void closing(Shape shape, ShapeWalk walk) {}

    /** A departure at a path such as {@code messages[0].role}; {@code $} is the whole document. */
    default void violation(String path, String message) {}
  }

  /**
   * A walk along documents of the shape {@code root}.
   *
   * @param mostViolations how many are told; the others cost next to nothing
   */
  public ShapeWalk(Shape root, int mostViolations, Findings findings) {
    this.root = root;
    this.mostViolations = mostViolations;
    this.findings = findings;
  }

  /** Makes ready for another document, even if the last one broke off. */
  public void reset() {
    depth = 0;
    violations = 0;
  }

  /** Reports that the member {@code name} of the object being closed departs from its shape. */
  public void violation(String name, String message) {
    if (violations++ < mostViolations) {
      findings.violation(path(depth - 1) + (depth > 1 ? "." : "") + name, message);
    }
  }

  @Override
  public boolean enter(JsonKind kind) {
    Shape shape = expected();
    if (shape == null || !shape.isEntered(kind)) {
      return false;
    }
    if (depth == frames.length) {
      makeRoom();
    }
    frames[depth++].begin(shape, kind);
    return true;
  }

  private void makeRoom() {
    frames = Arrays.copyOf(frames, 2 * depth);
    for (int i = depth; i < frames.length; i++) {
      frames[i] = new Frame();
    }
  }

  @Override
  public void leave(JsonValue container) {
    Frame frame = frames[depth - 1];
    if (container.kind() == JsonKind.OBJECT) {
      if (mostViolations > 0) {
        requireMembers(frame);
      }
      findings.closing(frame.shape, this);
    }
    depth--;
    value(container);
  }

  @Override
  public void name(JsonText name) {
    Frame frame = frames[depth - 1];
    int index = frame.shape.indexOf(name);
    if (index >= 0) {
      frame.member = frame.shape.members().get(index);
      frame.index = index;
      if (!frame.firstSeen(index)) {
        complain("must not occur twice");
      }
      return;
    }
    frame.member = frame.shape.rest();
    if (frame.member != null) {
      frame.index = frame.shape.members().size();
    } else if (mostViolations > 0) {
      refuseOtherSpelling(name);
    }
  }

  /**
   * Others read names without regard to case, so a member that is called almost like one of ours is
   * one of theirs: refused as one that occurs twice is.
   */
  private void refuseOtherSpelling(JsonText name) {
    Frame frame = frames[depth - 1];
    for (Member member : frame.shape.members()) {
      if (member.isNamedInAnyCase(name)) {
        frame.member = member;
        complain("must not occur in another spelling");
        frame.member = null;
        return;
      }
    }
  }

  @Override
  public int textLimit() {
    Shape shape = expected();
    return shape == null ? 0 : shape.textLimit();
  }

  @Override
  public void value(JsonValue value) {
    if (depth == 0) {
      complain(root.complaint(value));
      findings.root(value);
      return;
    }
    Frame frame = frames[depth - 1];
    if (frame.isArray) {
      item(frame, value);
    } else if (frame.member != null) {
      member(frame, frame.member, value);
    }
  }

  private void member(Frame frame, Member member, JsonValue value) {
    if (value.kind() != JsonKind.NULL) {
      frame.given |= 1L << frame.index;
      if (mostViolations > 0) {
        complain(member.shape().complaint(value));
      }
    }
    findings.member(member, value);
  }

  private void item(Frame frame, JsonValue value) {
    if (mostViolations == 0) {
      return;
    }
    Shape items = frame.shape.items();
    String complaint = items == null ? null : items.complaint(value);
    if (frame.index == 0) {
      frame.firstKind = value.kind();
    } else if (complaint == null
        && frame.shape.itemsAreAlike()
        && frame.firstKind != value.kind()) {
      complaint = "must be of the same type as the first item";
    }
    complain(complaint);
    frame.index++;
  }

  private void requireMembers(Frame frame) {
    List<Member> members = frame.shape.members();
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).isRequired() && ((frame.given >>> i) & 1) == 0) {
        violation(members.get(i).name(), "is required");
      }
    }
  }

  private void complain(@Nullable String complaint) {
    if (complaint != null && violations++ < mostViolations) {
      findings.violation(path(depth), complaint);
    }
  }

  private @Nullable Shape expected() {
    if (depth == 0) {
      return root;
    }
    Frame frame = frames[depth - 1];
    if (frame.isArray) {
      return frame.shape.items();
    }
    return frame.member == null ? null : frame.member.shape();
  }

  /** The path of what is read in the outermost {@code length} objects and arrays. */
  private String path(int length) {
    StringBuilder path = new StringBuilder();
    for (Frame frame : List.of(frames).subList(0, length)) {
      if (frame.isArray) {
        path.append('[').append(frame.index).append(']');
      } else if (frame.member != null) {
        path.append(path.length() == 0 ? "" : ".").append(frame.member.name());
      }
    }
    return depth == 0 ? "$" : path.toString();
  }

  /** An object or array that is open. */
  private static final class Frame {
    private Shape shape = UNREAD;
    private boolean isArray;
    // In an object the one being read; null if the shape does not name it.
    private @Nullable Member member;
    // The position of the member in the shape, or of the item in the array.
    private int index;
    private long seen;
    private long given;
    private JsonKind firstKind = JsonKind.NULL;

    void begin(Shape newShape, JsonKind kind) {
      shape = newShape;
      isArray = kind == JsonKind.ARRAY;
      member = null;
      index = 0;
      seen = 0;
      given = 0;
    }

    boolean firstSeen(int i) {
      boolean first = ((seen >>> i) & 1) == 0;
      seen |= 1L << i;
      return first;
    }
  }
}
