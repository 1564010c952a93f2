/** What a model answers, in no dialect: whole, or as a stream of events. */
@NullMarked
package com.plurence.gateway.dialect.vocabulary.answer;

import org.jspecify.annotations.NullMarked;
