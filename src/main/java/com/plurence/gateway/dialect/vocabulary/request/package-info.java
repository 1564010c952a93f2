/** What a client asks of a model, in no dialect, and how translators read it from JSON. */
@NullMarked
package com.plurence.gateway.dialect.vocabulary.request;

import org.jspecify.annotations.NullMarked;
