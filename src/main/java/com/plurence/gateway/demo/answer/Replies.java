package com.plurence.gateway.demo.answer;

import com.plurence.gateway.demo.answer.Reply.Ending;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.Fault;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.OptionalLong;

/** What a script makes of an answer. */
public final class Replies {
  /** The type of every plain answer. */
  public static final String JSON = "application/json";

  /** The type of every streamed answer. */
  public static final String EVENTS = "text/event-stream; charset=utf-8";

  private static final int OK = 200;
  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>";
  private static final String BROKEN = "{\"id\":\"chatcmpl-demo\",\"choices\":[{\"index\":0,";

  private Replies() {}

  /** A streamed answer. */
  public static Reply streamed(DemoScript script, Iterator<Buffer> events) {
    if (replacesTheAnswer(script)) {
      return plain(script, Body.of(""), EVENTS);
    }
    Ending ending =
        switch (script.fault()) {
          case CUT -> Ending.CUT;
          case RESET -> Ending.RESET;
          case STALL -> Ending.STALL;
          default -> Ending.CLEAN;
        };
    return new Reply(
        script.canned().status().orElse(OK),
        script.canned().contentType().orElse(EVENTS),
        OptionalLong.empty(),
        events,
        ending);
  }

  /** JSON whose length is not known before it is sent. */
  static Reply unmeasured(DemoScript script, Iterator<Buffer> pieces) {
    return replacesTheAnswer(script)
        ? plain(script, Body.of(""))
        : new Reply(
            script.canned().status().orElse(OK),
            script.canned().contentType().orElse(JSON),
            OptionalLong.empty(),
            pieces,
            Ending.CLEAN);
  }

  /** An answer that is not streamed. */
  public static Reply plain(DemoScript script, Body answer) {
    return plain(script, answer, JSON);
  }

  private static boolean replacesTheAnswer(DemoScript script) {
    return script.canned().body().isPresent()
        || script.canned().status().orElse(OK) >= 300
        || script.fault() == Fault.HTML
        || script.fault() == Fault.EMPTY;
  }

  /** An answer of {@code type} that is sent as a whole. */
  public static Reply plain(DemoScript script, Body answer, String type) {
    DemoScript.Canned canned = script.canned();
    int status = canned.status().orElse(OK);
    if (canned.body().isPresent()) {
      return broken(script, status, type, Body.of(canned.body().get()));
    }
    if (status >= 400) {
      return broken(script, status, JSON, Body.of(canned.error().encode()));
    }
    if (status >= 300) {
      return broken(script, status, type, Body.of(""));
    }
    return switch (script.fault()) {
      case HTML -> broken(script, status, "text/html; charset=utf-8", Body.of(PAGE));
      case EMPTY -> broken(script, status, type, Body.of(""));
      case MALFORMED -> broken(script, status, type, Body.of(BROKEN));
      case ERROR_EVENT, NAMED_ERROR_EVENT ->
          broken(script, status, type, Body.of(canned.error().encode()));
      default -> broken(script, status, type, answer);
    };
  }

  /** The body as it is, unless the fault is one that breaks off any body. */
  private static Reply broken(DemoScript script, int status, String usualType, Body body) {
    String type = script.canned().contentType().orElse(usualType);
    long half = body.length() / 2;
    long before = script.faultAfter() == 0 ? 0 : half;
    OptionalLong length = OptionalLong.of(body.length());
    return switch (script.fault()) {
      case CLOSE, CUT -> new Reply(status, type, length, body.pieces(half), Ending.CUT);
      case RESET -> new Reply(status, type, length, body.pieces(before), Ending.RESET);
      case STALL -> new Reply(status, type, length, body.pieces(before), Ending.STALL);
      case TRUNCATED ->
          new Reply(status, type, OptionalLong.empty(), body.pieces(half), Ending.CLEAN);
      default -> Reply.whole(status, type, body);
    };
  }
}
