package com.plurence.gateway.demo;

import com.plurence.gateway.demo.answer.BadRequest;
import com.plurence.gateway.demo.answer.Body;
import com.plurence.gateway.demo.answer.ChatCompletion;
import com.plurence.gateway.demo.answer.ChatRequest;
import com.plurence.gateway.demo.answer.ChatStream;
import com.plurence.gateway.demo.answer.Embeddings;
import com.plurence.gateway.demo.answer.Models;
import com.plurence.gateway.demo.answer.OtherResponses;
import com.plurence.gateway.demo.answer.Replies;
import com.plurence.gateway.demo.answer.Reply;
import com.plurence.gateway.demo.dialect.DialectReplies;
import com.plurence.gateway.demo.script.BadScript;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.ErrorObject;
import com.plurence.gateway.demo.script.Fault;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers every request of one event loop. */
final class DemoRequests implements Handler<HttpServerRequest> {
  private static final CharSequence JSON = HttpHeaders.createOptimized(Replies.JSON);
  private static final CharSequence EVENTS = HttpHeaders.createOptimized(Replies.EVENTS);
  private static final String MODELS = "/v1/models";
  private static final String STEP = "/demo/step/";
  private static final int MOST_GATHERED = 64 * 1024 * 1024;

  private final Vertx vertx;
  private final String provider;
  private final Laboratory laboratory;
  private final DemoJournal journal;
  private final PreparedResponses prepared;

  DemoRequests(Vertx vertx, Laboratory laboratory) {
    this.vertx = vertx;
    this.provider = laboratory.options().name();
    this.laboratory = laboratory;
    this.journal = laboratory.journal();
    this.prepared = new PreparedResponses(provider);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (request.path().startsWith(STEP)) {
      laboratory.steps().step(request.path().substring(STEP.length()));
      request.response().setStatusCode(204).end();
      return;
    }
    journal.opened();
    try {
      take(request, laboratory.scripts().of(request.headers()));
    } catch (BadScript bad) {
      fail(request, 400, bad.error());
    }
  }

  private void take(HttpServerRequest request, Optional<DemoScript> script) {
    long arrived = System.nanoTime();
    if (script.isPresent() && script.get().fault() == Fault.REFUSE) {
      journal.saw(request, Buffer.buffer(), arrived);
      journal.closed();
      Hangup.refuse(request);
      return;
    }
    Buffer body = Buffer.buffer(announced(request));
    request
        .handler(body::appendBuffer)
        .exceptionHandler(broken -> left(request))
        .endHandler(
            end -> {
              journal.saw(request, body, arrived);
              answer(request, body, script);
            });
  }

  /** Whoever leaves later is noted by what writes the answer. */
  private void left(HttpServerRequest request) {
    if (!request.isEnded()) {
      journal.left(request);
    }
  }

  /** A body that is gathered in the end would be copied, and held twice, again and again. */
  private static int announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : (int) Math.min(Long.parseLong(length), MOST_GATHERED);
  }

  /** Not copied, where the bytes are just those of the array that they lie in. */
  private static byte[] bytes(Buffer body) {
    ByteBuf bytes = ((BufferInternal) body).unwrap();
    boolean alone =
        bytes.hasArray() && bytes.arrayOffset() == 0 && bytes.array().length == body.length();
    return alone ? bytes.array() : body.getBytes();
  }

  private void answer(HttpServerRequest request, Buffer body, Optional<DemoScript> script) {
    try {
      switch (request.path()) {
        case "/v1/chat/completions" -> {
          if (allowed(request, HttpMethod.POST)) {
            chat(request, ChatRequest.of(bytes(body)), script);
          }
        }
        case "/v1/embeddings" -> {
          if (allowed(request, HttpMethod.POST)) {
            DemoScript scripted = script.orElse(DemoScript.NORMAL);
            send(request, scripted, Embeddings.of(bytes(body)).reply(scripted));
          }
        }
        default -> {
          if (!DialectReplies.speaks(request.path())) {
            other(request, body, script);
          } else if (allowed(request, HttpMethod.POST)) {
            DemoScript scripted = script.orElse(DemoScript.NORMAL);
            send(
                request,
                scripted,
                DialectReplies.to(request.path(), bytes(body), provider, scripted));
          }
        }
      }
    } catch (BadRequest bad) {
      fail(request, bad.status(), bad.error());
    }
  }

  private void other(HttpServerRequest request, Buffer body, Optional<DemoScript> script)
      throws BadRequest {
    Optional<OtherResponses.Typed> answer = OtherResponses.to(request.path(), body.getBytes());
    if (answer.isEmpty()) {
      models(request, script);
    } else if (allowed(request, HttpMethod.POST)) {
      OtherResponses.Typed typed = answer.get();
      if (script.isEmpty()) {
        end(request, typed.contentType(), typed.body().beginning());
      } else {
        send(request, script.get(), Replies.plain(script.get(), typed.body(), typed.contentType()));
      }
    }
  }

  private void models(HttpServerRequest request, Optional<DemoScript> script) throws BadRequest {
    String path = request.path();
    if (path.equals(MODELS)) {
      if (allowed(request, HttpMethod.GET)) {
        send(request, Models.list(), script);
      }
    } else if (path.startsWith(MODELS + "/")) {
      if (allowed(request, HttpMethod.GET)) {
        send(request, Models.one(decoded(path.substring(MODELS.length() + 1))), script);
      }
    } else {
      String message = "Unknown request URL: " + request.method() + " " + path + ".";
      fail(request, 404, ErrorObject.of(message, "invalid_request_error", "unknown_url"));
    }
  }

  private static String decoded(String segment) throws BadRequest {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw BadRequest.invalid("The path is not encoded as it must be.", "model");
    }
  }

  private boolean allowed(HttpServerRequest request, HttpMethod method) {
    boolean allowed = request.method().equals(method);
    if (!allowed) {
      String message = "Not allowed to " + request.method() + " on " + request.path() + ".";
      request.response().putHeader(HttpHeaders.ALLOW, method.name());
      fail(request, 405, ErrorObject.of(message, "invalid_request_error", "method_not_supported"));
    }
    return allowed;
  }

  private void chat(HttpServerRequest request, ChatRequest chat, Optional<DemoScript> script) {
    if (script.isEmpty()) {
      HttpServerResponse response = request.response();
      response.setChunked(chat.stream());
      end(request, chat.stream() ? EVENTS : JSON, prepared.to(chat));
    } else {
      DemoScript scripted = script.get();
      send(
          request,
          scripted,
          chat.stream()
              ? Replies.streamed(scripted, new ChatStream(provider, chat, scripted))
              : Replies.plain(scripted, ChatCompletion.of(provider, chat, scripted.content())));
    }
  }

  private void send(HttpServerRequest request, Body answer, Optional<DemoScript> script) {
    if (script.isEmpty()) {
      end(request, JSON, answer.beginning());
    } else {
      send(request, script.get(), Replies.plain(script.get(), answer));
    }
  }

  private void send(HttpServerRequest request, DemoScript script, Reply reply) {
    new ReplyWriter(vertx, laboratory, request, script, reply).start();
  }

  private void fail(HttpServerRequest request, int status, ErrorObject error) {
    request.response().setStatusCode(status);
    end(request, JSON, Buffer.buffer(error.encode()));
  }

  private void end(HttpServerRequest request, CharSequence contentType, Buffer body) {
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(body);
    journal.closed();
  }
}
