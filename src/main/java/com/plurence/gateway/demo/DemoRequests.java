package com.plurence.gateway.demo;

import com.plurence.gateway.demo.answer.BadRequest;
import com.plurence.gateway.demo.answer.Body;
import com.plurence.gateway.demo.answer.ChatCompletion;
import com.plurence.gateway.demo.answer.ChatRequest;
import com.plurence.gateway.demo.answer.ChatStream;
import com.plurence.gateway.demo.answer.Embeddings;
import com.plurence.gateway.demo.answer.Models;
import com.plurence.gateway.demo.answer.OtherAnswers;
import com.plurence.gateway.demo.answer.Replies;
import com.plurence.gateway.demo.answer.Reply;
import com.plurence.gateway.demo.script.BadScript;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.ErrorObject;
import com.plurence.gateway.demo.script.Fault;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers every request of one event loop. */
final class DemoRequests implements Handler<HttpServerRequest> {
  private static final CharSequence JSON = HttpHeaders.createOptimized(Replies.JSON);
  private static final CharSequence EVENTS = HttpHeaders.createOptimized(Replies.EVENTS);
  private static final String MODELS = "/v1/models";
  private static final String STEP = "/demo/step/";

  private final Vertx vertx;
  private final String provider;
  private final Laboratory laboratory;
  private final DemoJournal journal;
  private final PreparedAnswers prepared;

  DemoRequests(Vertx vertx, Laboratory laboratory) {
    this.vertx = vertx;
    this.provider = laboratory.options().name();
    this.laboratory = laboratory;
    this.journal = laboratory.journal();
    this.prepared = new PreparedAnswers(provider);
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
    request
        .body()
        .onFailure(broken -> journal.left(request))
        .onSuccess(
            body -> {
              journal.saw(request, body, arrived);
              answer(request, body, script);
            });
  }

  private void answer(HttpServerRequest request, Buffer body, Optional<DemoScript> script) {
    try {
      switch (request.path()) {
        case "/v1/chat/completions" -> {
          if (allowed(request, HttpMethod.POST)) {
            chat(request, ChatRequest.of(body.getBytes()), script);
          }
        }
        case "/v1/embeddings" -> {
          if (allowed(request, HttpMethod.POST)) {
            send(request, Embeddings.of(body.getBytes()), script);
          }
        }
        default -> other(request, body, script);
      }
    } catch (BadRequest bad) {
      fail(request, bad.status(), bad.error());
    }
  }

  private void other(HttpServerRequest request, Buffer body, Optional<DemoScript> script)
      throws BadRequest {
    Optional<OtherAnswers.Typed> answer = OtherAnswers.to(request.path(), body.getBytes());
    if (answer.isEmpty()) {
      models(request, script);
    } else if (allowed(request, HttpMethod.POST)) {
      OtherAnswers.Typed typed = answer.get();
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
