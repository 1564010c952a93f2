package com.plurence.gateway.dialect.openai.chat.stream;

import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;

/** What waits until a call before it is whole. */
sealed interface Waiting permits StreamedCall, Waiting.Words {

  /** Words between calls. */
  record Words(Kind kind, StringBuilder text) implements Waiting {}

  /** Kinds of words. */
  enum Kind {
    TEXT {
      @Override
      void tell(String words, AnswerEvents to) {
        to.text(words);
      }
    },
    REFUSAL {
      @Override
      void tell(String words, AnswerEvents to) {
        to.refusal(words);
      }
    },
    REASONING {
      @Override
      void tell(String words, AnswerEvents to) {
        to.reasoning(words);
      }
    };

    abstract void tell(String words, AnswerEvents to);
  }
}
