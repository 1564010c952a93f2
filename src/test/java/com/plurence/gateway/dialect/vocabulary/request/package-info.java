@NullMarked
package com.plurence.gateway.dialect.vocabulary.request;

import org.jspecify.annotations.NullMarked;
